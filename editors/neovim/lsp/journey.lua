-- How the language server is started; `vim.lsp.config('journey', { … })` changes what stands here.
return {
  cmd = { 'journey', 'lsp' },
  filetypes = { 'journey', 'markdown' },
  root_markers = { 'journey.toml', '.git' },
}
