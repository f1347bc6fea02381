;; The module eval-with-parameter.wasm exports pred_eval as (I32) -> (I32); it must be a function of its own of type () -> (I32)
(module
  (memory (export "memory") 1)
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (param i32) (result i32) (i32.const 1)))
