-- How journey maps are edited.
vim.bo.comments = '://'
vim.bo.commentstring = '// %s'
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.softtabstop = 2
vim.bo.suffixesadd = '.journey'
-- A hyphen belongs to a name.
vim.opt_local.iskeyword:append('-')

-- Without the parser, the language server colours the words.
if pcall(vim.treesitter.start) then
  vim.wo[0][0].foldexpr = 'v:lua.vim.treesitter.foldexpr()'
end

vim.b.undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop< suffixesadd< iskeyword< foldexpr<'
  .. ' | silent! lua vim.treesitter.stop()'
