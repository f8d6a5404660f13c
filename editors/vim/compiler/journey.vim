" `:make` checks the map; its findings are the quickfix list.

if exists('current_compiler')
  finish
endif
let current_compiler = 'journey'

CompilerSet makeprg=journey\ check\ --format\ short\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror[%*[a-z0-9-]]\ %m
CompilerSet errorformat+=%f:%l:%c:\ %tarning[%*[a-z0-9-]]\ %m
CompilerSet errorformat+=%f:%l:%c:\ %tote[%*[a-z0-9-]]\ %m
CompilerSet errorformat+=%-G%.%#
