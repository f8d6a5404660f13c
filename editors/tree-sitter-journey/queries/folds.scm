[
  (block)
  (arms)
  (list)
  (text_block)
] @fold
