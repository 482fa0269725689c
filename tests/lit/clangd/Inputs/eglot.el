;; What Emacs shows for a file: emacs --batch -l eglot.el
;; with POOLTIDY_CLANGD and POOLTIDY_FILE in the environment.
(package-initialize)
(require 'eglot)
(require 'flymake)
(add-to-list 'eglot-server-programs
             `((c-mode c++-mode) . (,(getenv "POOLTIDY_CLANGD"))))
(setq eglot-sync-connect 30 enable-local-variables nil)
(find-file (getenv "POOLTIDY_FILE"))
(call-interactively 'eglot)
(let ((until (+ (float-time) 30)))
  (while (and (not (flymake-diagnostics)) (< (float-time) until))
    (accept-process-output nil 0.2)
    (flymake-start)))
(dolist (d (flymake-diagnostics))
  (princ (format "%d %s\n" (line-number-at-pos (flymake-diagnostic-beg d))
                 (car (split-string (flymake-diagnostic-text d) "\n")))))
(eglot-shutdown-all)
