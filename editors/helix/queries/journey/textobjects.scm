(element
  (block) @class.inside) @class.around

(comment) @comment.inside
(comment)+ @comment.around
