;; The module memory-not-exported.wasm has 1 memories, not exported by that name; it must have one and export it as "memory"
(module
  (memory 1)
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (result i32) (i32.const 1)))
