;;; colours.el --- The faces of editors/emacs at the places of a job -*- lexical-binding: t; -*-

;; Run by tests/it/editors/emacs.rs with the job in $JOB and the answer in $ANSWER, both JSON.

;;; Code:

(require 'json)
(load (expand-file-name "editors/emacs/journey-mode.el") nil t)

(defun colours-of (file)
  "The face at each place of FILE."
  (with-temp-buffer
    (insert-file-contents (gethash "path" file))
    (journey-mode)
    (font-lock-ensure)
    (goto-char (point-min))
    (let ((line 0))
      (vconcat
       (mapcar
        (lambda (place)
          (forward-line (- (gethash "line" place) line))
          (setq line (gethash "line" place))
          (let ((face (get-text-property (+ (point) (gethash "character" place)) 'face)))
            (format "%s" (or face ""))))
        (gethash "places" file))))))

(let* ((coding-system-for-read 'utf-8-unix)
       (coding-system-for-write 'utf-8-unix)
       (job (with-temp-buffer
              (insert-file-contents (getenv "JOB"))
              (json-parse-buffer)))
       (answer (vconcat (mapcar #'colours-of (gethash "files" job)))))
  (with-temp-file (getenv "ANSWER")
    (insert (json-serialize (list :files answer)))))

;;; colours.el ends here
