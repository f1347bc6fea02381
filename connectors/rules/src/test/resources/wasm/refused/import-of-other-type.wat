;; The module import-of-other-type.wasm imports weir_event_v1.event_has as (I64) -> nil; it is (I32) -> (I32)
(module
  (import "weir_event_v1" "event_has" (func (param i64)))
  (memory (export "memory") 1)
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (result i32) (i32.const 1)))
