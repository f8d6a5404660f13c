; Where several patterns fit, the last one counts.

(comment) @comment

(reference) @variable
(id) @type
(name) @property

(keyword) @keyword
[
  "import"
  "influence"
  "for"
  "from"
  "when"
  "takes"
] @keyword
(handoff "journey" @keyword)
((reference) @keyword
  (#eq? @keyword "exit"))

; The words of a closed list.
(element value: (word) @constant)
((field
  name: (name) @_field
  value: (reference) @constant)
  (#any-of? @_field
    ; words: word-fields
    "kind" "role" "medium" "status" "method" "state" "order" "optional" "severity" "consequence"
    "impact" "effort" "likelihood"
    ; end of words
  ))

(text) @string
(text_block) @string
(escape) @string.escape
(unit) @number
(currency) @number
(number) @number
"%" @number
(date) @number

(arrow) @operator
(comparison) @operator
[
  ".."
  "/"
] @operator
[
  ":"
  ","
  ";"
] @punctuation.delimiter
[
  "{"
  "}"
  "["
  "]"
] @punctuation.bracket
