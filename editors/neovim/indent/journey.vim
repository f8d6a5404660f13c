" Indents journey maps: two spaces for each block and list around a line. `journey fmt` does more.

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=JourneyIndent(v:lnum)
setlocal indentkeys=0},0],!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*JourneyIndent')
  finish
endif

" A line without its texts and comment.
function s:bare(line) abort
  return substitute(substitute(a:line, '"\%([^"\\]\|\\.\)*"', '', 'g'), '//.*', '', '')
endfunction

function JourneyIndent(number) abort
  " A text block stays as it is.
  if synIDattr(synID(a:number, 1, 0), 'name') ==# 'journeyTextBlock'
    return -1
  endif
  let previous = prevnonblank(a:number - 1)
  if previous == 0
    return 0
  endif
  let before = s:bare(getline(previous))
  let indent = indent(previous)
  " What opens in the line before is not closed there; and a line that begins with a closing sign goes back.
  let open = len(substitute(before, '[^{[]', '', 'g')) - len(substitute(before, '[^]}]', '', 'g'))
  if before =~# '^\s*[]}]'
    let open += 1
  endif
  let indent += max([open, 0]) * shiftwidth()
  " Values and arrows go on in the next line.
  if before =~# '\%(,\|->\)\s*$' && (previous == 1 || s:bare(getline(previous - 1)) !~# '\%(,\|->\)\s*$')
    let indent += shiftwidth()
  elseif before !~# '\%(,\|->\)\s*$' && s:bare(getline(previous - 1)) =~# '\%(,\|->\)\s*$'
    let indent -= shiftwidth()
  endif
  if getline(a:number) =~# '^\s*[]}]'
    let indent -= shiftwidth()
  endif
  return max([indent, 0])
endfunction
