" The journey language. The lists of words follow the language: `JOURNEY_UPDATE=1 cargo test --test it editors` writes them.

if exists('b:current_syntax')
  finish
endif

let s:cpo = &cpo
set cpo&vim

let s:elements = [
      "\ words: elements
      \ 'persona', 'channel', 'source', 'team', 'lane', 'journey', 'phase', 'stage', 'touchpoint',
      \ 'step', 'outcome', 'pain', 'gain', 'opportunity', 'metric', 'risk', 'moment-of-truth',
      "\ end of words
      \ ]
let s:fields = [
      "\ words: fields
      \ 'note', 'link', 'tag', 'kind', 'role', 'segment', 'demographic', 'behaviour', 'need',
      \ 'goal', 'job', 'expectation', 'frustration', 'alternative', 'device', 'accessibility',
      \ 'quote', 'share', 'image', 'medium', 'status', 'owner', 'method', 'sample', 'date',
      \ 'expires', 'objective', 'experience-goal', 'scenario', 'trigger', 'context', 'frequency',
      \ 'success-criteria', 'scope', 'persona', 'state', 'follows', 'scale', 'start', 'contact',
      \ 'version', 'reviewed', 'review-every', 'business-goal', 'entry-criteria', 'exit-criteria',
      \ 'channel', 'duration', 'limit', 'order', 'by', 'with', 'optional', 'event', 'action',
      \ 'business', 'frontstage', 'backstage', 'support', 'thought', 'emotion', 'insight',
      \ 'severity', 'consequence', 'affects', 'addresses', 'impact', 'effort', 'benefit', 'rank',
      \ 'horizon', 'due', 'baseline', 'target', 'of', 'likelihood', 'mitigation', 'why', 'behavior',
      "\ end of words
      \ ]
let s:flags = [
      "\ words: flags
      \ 'optional',
      "\ end of words
      \ ]
let s:word_fields = [
      "\ words: word-fields
      \ 'kind', 'role', 'medium', 'status', 'method', 'state', 'order', 'optional', 'severity',
      \ 'consequence', 'impact', 'effort', 'likelihood',
      "\ end of words
      \ ]
let s:reserved = [
      "\ words: reserved
      \ 'for', 'from', 'when', 'takes', 'exit', 'influence', 'import',
      "\ end of words
      \ ]
let s:outcomes = [
      "\ words: outcomes
      \ 'success', 'failure', 'neutral',
      "\ end of words
      \ ]

" One of the words, as a whole. A longer one comes before one that it begins with.
function s:any(words) abort
  return '\%(' . join(reverse(sort(copy(a:words))), '\|') . '\)\>'
endfunction

" A hyphen belongs to a name.
syntax iskeyword @,48-57,_,-,192-255

" A statement begins on a line, after `;` or after a brace.
let s:before = '\%(^\|[;{}]\)\s*'
let s:start = '\%(' . s:before . '\)\@<='
let s:name = '\%(\h\|[^\x00-\x7f]\)\k*'
let s:clause = '\%(\%(for\|from\|when\|takes\)\>\)'

execute 'syntax match journeyReference /\<' . s:name . '\%(\.' . s:name . '\)*/'
execute 'syntax match journeyId /' . s:clause . '\@!\<' . s:name . '/ contained'

execute 'syntax match journeyElement /' . s:start . s:any(s:elements) . '\%(\s*\%(->\|[:,.]\)\)\@!/ nextgroup=journeyId skipwhite'
execute 'syntax match journeyClause /\.\@1<!\<' . s:any(s:reserved) . '\.\@!/'
syntax match journeyHandoff /\%(\%(->\|,\)\s*\)\@<=journey\>\ze\s\+\k/
execute 'syntax match journeyWord /["[:blank:]]\@1<=' . s:any(s:outcomes) . '\ze\s*\%($\|[;{}]\|\/\/\|for\>\|from\>\|when\>\)/'

execute 'syntax match journeyLane /' . s:start . '\k\+\ze\s*:/'
execute 'syntax match journeyField /' . s:start . s:any(s:fields) . '\ze\s*:/'
execute 'syntax match journeyField /' . s:start . s:any(s:flags) . '\ze\s*\%($\|[;}]\|\/\/\)/'
execute 'syntax match journeyWord /\%(' . s:before . s:any(s:word_fields) . '\s*:\s*\)\@<=\l\+\%(-\l\+\)*\>/'

syntax match journeyArrow /->/
syntax match journeyOperator /\.\.\|<=\|>=\|<\|>/

syntax match journeyNumber /\k\@1<![+\-−]\?\d\+\%(\.\d\+\)\?/ nextgroup=journeyUnit skipwhite
syntax match journeyNumber /\<\u\{3}\ze\s*\d/ nextgroup=journeyAmount skipwhite
syntax match journeyAmount /\d\+\%(\.\d\+\)\?/ contained nextgroup=journeyUnit skipwhite
execute 'syntax match journeyUnit /%\|\/\s*\d\+\%(\.\d\+\)\?\|' . s:clause . '\@!\<' . s:name . '/ contained'
syntax match journeyDate /\k\@1<!\d\{4}-\d\d\%(-\d\d\)\?\k\@!/

syntax match journeyEscape /\\\%(["\\nt]\|u{\x\+}\)/ contained
syntax region journeyText start=/"/ skip=/\\./ end=/"/ oneline contains=journeyEscape,@Spell
syntax region journeyTextBlock start=/"""/ end=/^\s*"""/ contains=@Spell
syntax match journeyText /"""\%("\@!.\|"\{1,2}"\@!.\)*"""/ contains=@Spell

syntax keyword journeyTodo contained TODO FIXME XXX
syntax match journeyAllow /\<journey:\s*\%(allow\|ignore\)\>/ contained
syntax match journeyComment /\/\/.*/ contains=journeyTodo,journeyAllow,@Spell

syntax region journeyBlock start=/{/ end=/}/ transparent fold

highlight default link journeyReference Normal
highlight default link journeyId Type
highlight default link journeyElement Keyword
highlight default link journeyClause Keyword
highlight default link journeyHandoff Keyword
highlight default link journeyWord Constant
highlight default link journeyField Identifier
highlight default link journeyLane Identifier
highlight default link journeyArrow Operator
highlight default link journeyOperator Operator
highlight default link journeyNumber Number
highlight default link journeyAmount Number
highlight default link journeyUnit Number
highlight default link journeyDate Number
highlight default link journeyText String
highlight default link journeyTextBlock String
highlight default link journeyEscape SpecialChar
highlight default link journeyComment Comment
highlight default link journeyTodo Todo
highlight default link journeyAllow SpecialComment

let b:current_syntax = 'journey'

let &cpo = s:cpo
unlet s:cpo
