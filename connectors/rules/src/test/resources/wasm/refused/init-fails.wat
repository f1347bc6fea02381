;; The predicate init-fails.wasm cannot be used: pred_init returned 9
(module
  (memory (export "memory") 1)
  (func (export "pred_eval") (result i32) (i32.const 1))
  (func (export "pred_init") (result i32) (i32.const 9)))
