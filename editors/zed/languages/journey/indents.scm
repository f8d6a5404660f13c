(block "}" @end) @indent
(arms "}" @end) @indent
(list "]" @end) @indent
