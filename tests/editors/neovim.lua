-- Neovim with editors/neovim: file type, parser, colours, folds, indentation, the server, and maps in Markdown. Run by
-- tests/it/editors/neovim.rs in a folder of its own, in which parser/journey.so is:
--
--   nvim --clean --headless -l tests/editors/neovim.lua ROOT

local LONG = 30000
local function check(is_so, what)
  if not is_so then
    io.stderr:write('Neovim: ' .. what .. '\n')
    os.exit(1)
  end
end

vim.opt.runtimepath:prepend(vim.uv.cwd())
vim.opt.runtimepath:prepend(arg[1] .. '/editors/neovim')
vim.cmd('filetype plugin indent on')
vim.cmd('runtime plugin/journey.lua')

local function edit(path, lines)
  vim.fn.writefile(lines, path)
  vim.cmd.edit(path)
  return vim.api.nvim_get_current_buf()
end

local map = { 'channel web "Website"', 'journey shop "Buying" {', 'stage search "Searches" {', 'channel: wbe', '}', '}' }
local buffer = edit('shop.journey', map)
check(vim.bo.filetype == 'journey', 'the file type is ' .. vim.bo.filetype)
check(vim.bo.commentstring == '// %s', 'comments are ' .. vim.bo.commentstring)
check(vim.treesitter.highlighter.active[buffer], 'the parser does not colour')
vim.treesitter.get_parser(buffer):parse(true)
local captures = vim.treesitter.get_captures_at_pos(buffer, 3, 0)
check(captures[1] and captures[1].capture == 'property', 'the field has no colour: ' .. vim.inspect(captures))

-- Indentation.
vim.cmd('normal! gg=G')
local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, true)
check(lines[4] == '    channel: wbe' and lines[5] == '  }', 'indented as ' .. vim.inspect(lines))

-- Folds.
vim.wo.foldmethod = 'expr'
check(vim.wait(LONG, function() return vim.fn.foldlevel(4) == 2 end, 50), 'a stage in a journey has two folds')

-- The server.
local function found()
  local errors = vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR })
  return errors[1] and errors[1].message:find('no channel is called `wbe`', 1, true)
end
check(vim.wait(LONG, found, 20), 'the misspelt channel is not found: ' .. vim.inspect(vim.diagnostic.get(buffer)))

-- A map in Markdown is coloured as one.
local page = edit('maps.md', { '# Maps', '', '```journey', 'stage pay "Pays"', '```' })
local parser = vim.treesitter.get_parser(page, 'markdown')
parser:parse(true)
check(parser:children().journey, 'the fence is not read as a map')
print('all of it works')
os.exit(0)
