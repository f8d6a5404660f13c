[
  (block)
  (arms)
  (list)
] @indent.begin

[
  "}"
  "]"
] @indent.branch @indent.end

(text_block) @indent.ignore
