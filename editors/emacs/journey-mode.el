;;; journey-mode.el --- Journey maps as code -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: languages
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Colours, indentation and an index for files that end in .journey.  With Eglot (a part of Emacs since 29), `M-x eglot' starts the
;; language server `journey lsp'; to start it by itself:
;;
;;   (add-hook 'journey-mode-hook #'eglot-ensure)
;;
;; The lists of words follow the language: `JOURNEY_UPDATE=1 cargo test --test it editors' writes them.

;;; Code:

(defgroup journey nil
  "Journey maps as code."
  :group 'languages)

(defcustom journey-program "journey"
  "The program `journey'."
  :type 'string)

(defcustom journey-indent-offset 2
  "Columns for each block around a line; `journey fmt' takes two."
  :type 'integer
  :safe #'integerp)

(defconst journey--elements
  '(
    ;; words: elements
    "persona" "channel" "source" "team" "lane" "journey" "phase" "stage" "touchpoint" "step"
    "outcome" "pain" "gain" "opportunity" "metric" "risk" "moment-of-truth"
    ;; end of words
    )
  "The words with which a declaration begins.")

(defconst journey--flags
  '(
    ;; words: flags
    "optional"
    ;; end of words
    )
  "The fields of one word.")

(defconst journey--word-fields
  '(
    ;; words: word-fields
    "kind" "role" "medium" "status" "method" "state" "order" "optional" "severity" "consequence"
    "impact" "effort" "likelihood"
    ;; end of words
    )
  "The fields that take a word of a closed list.")

(defconst journey--reserved
  '(
    ;; words: reserved
    "for" "from" "when" "takes" "exit" "influence" "import"
    ;; end of words
    )
  "The words that can be no ids.")

(defconst journey--outcomes
  '(
    ;; words: outcomes
    "success" "failure" "neutral"
    ;; end of words
    )
  "How a journey can end.")

(defconst journey--start "\\(?:^\\|[;{}]\\)[ \t]*"
  "Where a statement begins.")

(defconst journey--name "[[:alpha:]_]\\(?:\\sw\\|\\s_\\)*"
  "An id or the name of a field.")

(defun journey--any (words)
  "A regular expression for one of WORDS as a whole."
  (concat (regexp-opt words t) "\\_>"))

(defconst journey--number "[+−-]?[0-9]+\\(?:\\.[0-9]+\\)?"
  "A number.")

(defvar journey--number-face (if (facep 'font-lock-number-face) 'font-lock-number-face 'font-lock-constant-face)
  "The face of quantities and dates; one of their own came with Emacs 29.")

(defvar journey--arrow-face (if (facep 'font-lock-operator-face) 'font-lock-operator-face 'font-lock-builtin-face)
  "The face of arrows; one for operators came with Emacs 29.")

;; What has a face keeps it: the first of these that fits counts.
(defvar journey-font-lock-keywords
  `((,(concat journey--start "\\(" journey--name "\\)[ \t]*:") 1 font-lock-variable-name-face)
    (,(concat "\\_<" (journey--any journey--reserved)) 1 font-lock-keyword-face)
    (,(concat journey--start (journey--any journey--flags) "[ \t]*\\(?:$\\|[;}]\\|//\\)") 1 font-lock-variable-name-face)
    ;; An element's word may also be the name of a place.
    (,(concat journey--start (journey--any journey--elements) "[ \t]*\\(?:->\\|[,.]\\)") 1 'default)
    (,(concat journey--start (journey--any journey--elements) "\\(?:[ \t]+\\(" journey--name "\\)\\)?")
     (1 font-lock-keyword-face)
     (2 font-lock-type-face nil t))
    (,(concat "\\(?:->\\|,\\)[ \t]*\\(journey\\)[ \t]+" journey--name) 1 font-lock-keyword-face)
    (,(concat journey--start (journey--any journey--word-fields) "[ \t]*:[ \t]*\\([a-z]+\\(?:-[a-z]+\\)*\\)\\_>") 2
     font-lock-constant-face)
    (,(concat "[\" \t]" (journey--any journey--outcomes) "[ \t]*\\(?:$\\|[;{}]\\|//\\|\\(?:for\\|from\\|when\\)\\_>\\)") 1
     font-lock-constant-face)
    ("->" . journey--arrow-face)
    ("\\_<[0-9]\\{4\\}-[0-9]\\{2\\}\\(?:-[0-9]\\{2\\}\\)?\\_>" . journey--number-face)
    (,(concat "\\_<\\([A-Z]\\{3\\}\\)[ \t]*\\(" journey--number "\\)")
     (1 journey--number-face)
     (2 journey--number-face))
    (,(concat "\\(?:^\\|[^-_[:alnum:]]\\)\\(" journey--number
              "\\)\\(?:[ \t]*\\(%\\|/[ \t]*[0-9.]+\\)\\|[ \t]+\\(" journey--name "\\)\\)?")
     (1 journey--number-face)
     (2 journey--number-face nil t)
     (3 journey--number-face nil t)))
  "The colours of journey maps.")

(defvar journey-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?% "." table)
    (modify-syntax-entry ?< "." table)
    (modify-syntax-entry ?> "." table)
    table)
  "The signs of journey maps.")

(defun journey--syntax-propertize (start end)
  "Mark the quotes around the text blocks between START and END."
  (goto-char start)
  (while (search-forward "\"\"\"" end t)
    (let* ((quotes (- (point) 3))
           (state (save-excursion (syntax-ppss quotes)))
           (opened (nth 8 state)))
      (cond
       ;; Not in a text or comment: a block begins.
       ((not opened) (journey--mark-quote quotes))
       ;; In a block: it ends on its first line, or where a line begins.
       ((and (eq (nth 3 state) t) (journey--closing-p quotes opened)) (journey--mark-quote (+ quotes 2)))))))

(defun journey--mark-quote (at)
  "Make the quote AT a place the first or last sign of a text block."
  (put-text-property at (1+ at) 'syntax-table (string-to-syntax "|")))

(defun journey--closing-p (quotes opened)
  "Whether the QUOTES may end the text block that was OPENED before."
  (save-excursion
    (goto-char quotes)
    (or (<= (line-beginning-position) opened)
        (= (current-column) (current-indentation)))))

(defun journey--goes-on-p ()
  "Whether the line before this one ends in a comma or an arrow."
  (save-excursion
    (beginning-of-line)
    (forward-comment (- (point)))
    (looking-back "\\(?:,\\|->\\)" (line-beginning-position))))

(defun journey-indent-line ()
  "Indent a line by the blocks and lists around it; a text block stays as it is."
  (interactive)
  (let* ((state (save-excursion (syntax-ppss (line-beginning-position))))
         (closing (save-excursion (back-to-indentation) (looking-at "[]}]")))
         (depth (- (car state) (if closing 1 0)))
         (in-list (eq (and (nth 1 state) (char-after (nth 1 state))) ?\[)))
    (if (nth 3 state)
        'noindent
      (when (and (not closing) (not in-list) (journey--goes-on-p))
        (setq depth (1+ depth)))
      (let ((column (* journey-indent-offset (max depth 0))))
        (if (<= (current-column) (current-indentation))
            (indent-line-to column)
          (save-excursion (indent-line-to column)))))))

;;;###autoload
(define-derived-mode journey-mode prog-mode "Journey"
  "Major mode for journey maps."
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "//+[ \t]*")
  (setq-local font-lock-defaults '(journey-font-lock-keywords))
  (setq-local syntax-propertize-function #'journey--syntax-propertize)
  (setq-local indent-line-function #'journey-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local electric-indent-chars (append "}]" electric-indent-chars))
  (setq-local imenu-generic-expression
              `((nil ,(concat "^[ \t]*" (journey--any journey--elements) "[ \t]+\\(" journey--name "\\)") 2))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.journey\\'" . journey-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs (cons 'journey-mode (lambda (&rest _) (list journey-program "lsp")))))

(provide 'journey-mode)

;;; journey-mode.el ends here
