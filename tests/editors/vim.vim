" Vim with editors/vim: file type, comments, indentation, `:make` and fences in Markdown. Run by tests/it/editors/vim.rs in a folder of
" its own with the root of the project in $ROOT and the folder of `journey` on the PATH. What is not as it should be ends it with an
" error.

set nocompatible nomore
execute 'set runtimepath=' . fnameescape($ROOT . '/editors/vim') . ',$VIMRUNTIME'
let g:markdown_fenced_languages = ['journey']
filetype plugin indent on
syntax on

function s:check() abort
  " The file type, and what it brings.
  call writefile(['journey shop "Buying" {', 'stage search "Searches" {', 'channel: wbe', '}', 'need: "a",', '"b"', 'stage pay "Pays"', '}'],
        \ 'shop.journey')
  edit shop.journey
  call assert_equal('journey', &filetype)
  call assert_equal('// %s', &commentstring)

  " Indentation.
  normal! gg=G
  call assert_equal(['journey shop "Buying" {', '  stage search "Searches" {', '    channel: wbe', '  }', '  need: "a",', '    "b"',
        \ '  stage pay "Pays"', '}'], getline(1, '$'))
  write

  " A new line in a block is indented, and its end goes back.
  call cursor(3, 1)
  execute "normal! oaction: \"Types\"\<Esc>"
  call assert_equal('    action: "Types"', getline(4))
  undo

  " Findings.
  silent make!
  let found = filter(getqflist(), 'v:val.valid')
  call assert_equal([3, 14, 'e'], [found[0].lnum, found[0].col, tolower(found[0].type)])
  call assert_match('no channel is called `wbe`', found[0].text)
  bwipeout!
  call writefile(['journey shop "Buying" { stage search "Searches" { action: "Types" } }'], 'sound.journey')
  edit sound.journey
  silent make! --notes
  let found = filter(getqflist(), 'v:val.valid')
  call assert_equal([1, 9, 'n'], [found[0].lnum, found[0].col, tolower(found[0].type)])
  bwipeout!

  " A map in Markdown.
  call writefile(['# Maps', '', '```journey', 'stage pay "Pays"', '```'], 'maps.md')
  edit maps.md
  call assert_equal('journeyElement', synIDattr(synID(4, 1, 0), 'name'))
endfunction

try
  call s:check()
catch
  call add(v:errors, v:exception . ' at ' . v:throwpoint)
endtry
if !empty(v:errors)
  call writefile(v:errors, '/dev/stderr')
  cquit
endif
quitall!
