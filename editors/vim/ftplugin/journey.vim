" How journey maps are edited.

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:// commentstring=//\ %s
setlocal formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2
" A hyphen belongs to a name.
setlocal iskeyword+=-
setlocal suffixesadd=.journey
setlocal include=^\\s*import\\s

compiler journey

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< softtabstop< iskeyword< suffixesadd< include<'
      \ . ' makeprg< errorformat<'
