;; The module eval-of-i64.wasm exports pred_eval as () -> (I64); it must be a function of its own of type () -> (I32)
(module
  (memory (export "memory") 1)
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (result i64) (i64.const 1)))
