" The colours of editors/vim: for each place of the job, the name of the syntax item there. Run by tests/it/editors/vim.rs with the job
" in $JOB and the answer in $ANSWER, both JSON.

" Some fixtures have very long lines.
set nocompatible nomore synmaxcol=0
execute 'set runtimepath=' . fnameescape(getcwd() . '/editors/vim') . ',$VIMRUNTIME'
filetype plugin indent on
syntax on

function Colours(file) abort
  execute 'edit ' . fnameescape(a:file.path)
  syntax sync fromstart
  let colours = []
  for place in a:file.places
    " Vim counts bytes in a line, from 1.
    let column = byteidxcomp(getline(place.line + 1), place.character) + 1
    call add(colours, synIDattr(synID(place.line + 1, column, 0), 'name'))
  endfor
  bwipeout!
  return colours
endfunction

try
  let job = json_decode(join(readfile($JOB), ''))
  call writefile([json_encode({ 'files': map(job.files, 'Colours(v:val)') })], $ANSWER)
catch
  call writefile([v:exception . ' at ' . v:throwpoint], '/dev/stderr')
  cquit
endtry
quitall!
