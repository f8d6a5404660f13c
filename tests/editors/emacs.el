;;; emacs.el --- Emacs with editors/emacs: mode, indentation, index, and Eglot -*- lexical-binding: t; -*-

;; Run by tests/it/editors/emacs.rs in a folder of its own, with the root of the project in $ROOT and the folder of `journey' on the
;; PATH.  What is not as it should be ends it with an error.

;;; Code:

;; Before Emacs 29, Eglot is a package.
(require 'package)
(setq package-user-dir (expand-file-name "packages"))
(package-initialize)
(require 'cl-lib)
(load (expand-file-name "editors/emacs/journey-mode.el" (getenv "ROOT")) nil t)
(require 'imenu)
(require 'eglot)

(defun await (what test)
  "Wait until TEST; WHAT is said where it does not come."
  (with-timeout (30 (error "%s does not come" what))
    (while (not (funcall test))
      (accept-process-output nil 0.05))))

(with-temp-file "shop.journey"
  (insert "channel web \"Website\"\njourney shop \"Buying\" {\nstage search \"Searches\" {\nchannel: wbe\n}\nneed: \"a\",\n\"b\"\n"
          "note: \"\"\"\n      as it \"is\"\n    \"\"\"\nstage pay \"Pays\"\n}\n"))
(find-file "shop.journey")
(cl-assert (eq major-mode 'journey-mode))

;; Indentation.
(indent-region (point-min) (point-max))
(cl-assert (equal (buffer-string)
                  (concat "channel web \"Website\"\njourney shop \"Buying\" {\n  stage search \"Searches\" {\n    channel: wbe\n  }\n"
                          "  need: \"a\",\n    \"b\"\n  note: \"\"\"\n      as it \"is\"\n    \"\"\"\n  stage pay \"Pays\"\n}\n"))
           t)

;; Comments and the index.
(goto-char (point-min))
(comment-line 1)
(cl-assert (string-prefix-p "// channel web" (buffer-string)) t)
(goto-char (point-min))
(comment-line 1)
(cl-assert (equal (delete "*Rescan*" (mapcar #'car (imenu--make-index-alist))) '("web" "shop" "search" "pay")) t)
(save-buffer)

;; The language server.
(setq eglot-sync-connect 30)
(apply #'eglot (eglot--guess-contact))
(await "the misspelt channel"
       (lambda ()
         (flymake-start)
         (cl-some (lambda (found) (string-match-p "no channel is called `wbe`" (flymake-diagnostic-text found))) (flymake-diagnostics))))
(goto-char (point-min))
(search-forward "wbe")
(replace-match "   web")
(eglot-format-buffer)
(cl-assert (string-match-p "^    channel: web$" (buffer-string)) t)
(save-buffer)
(eglot-shutdown (eglot-current-server))

;;; emacs.el ends here
