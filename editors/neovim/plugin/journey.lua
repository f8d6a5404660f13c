-- Journey maps, served by `journey lsp`.
vim.filetype.add({ extension = { journey = 'journey' } })
vim.lsp.enable('journey')
