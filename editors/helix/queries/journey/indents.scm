[
  (block)
  (arms)
  (list)
] @indent

[
  "}"
  "]"
] @outdent
