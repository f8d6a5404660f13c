" Journey maps.
autocmd BufNewFile,BufRead *.journey setfiletype journey
