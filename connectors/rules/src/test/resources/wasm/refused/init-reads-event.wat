;; The predicate init-reads-event.wasm failed: it reads an event outside of pred_eval
(module
  (import "weir_event_v1" "event_time" (func $time (result i64)))
  (memory (export "memory") 1)
  (func (export "pred_eval") (result i32) (i32.const 1))
  (func (export "pred_init") (result i32) (i32.wrap_i64 (call $time))))
