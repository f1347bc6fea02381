;; The module other-version.wasm imports weir_event_v2.event_has; this program offers only weir_event_v1
(module
  (import "weir_event_v2" "event_has" (func))
  (memory (export "memory") 1)
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (result i32) (i32.const 1)))
