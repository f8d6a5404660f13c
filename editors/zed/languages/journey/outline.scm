(element
  kind: (keyword) @context
  id: (id) @name) @item
