;; The module memory-too-large.wasm needs 1088kb of memory at its start; the limit is 1mb
(module
  (memory (export "memory") 17)
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (result i32) (i32.const 1)))
