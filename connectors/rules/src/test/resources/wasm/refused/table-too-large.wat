;; The module table-too-large.wasm has a table of 65537 entries; the limit is 65536
(module
  (table 65537 funcref)
  (memory (export "memory") 1)
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (result i32) (i32.const 1)))
