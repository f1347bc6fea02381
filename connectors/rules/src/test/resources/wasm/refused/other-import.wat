;; The module other-import.wasm imports env.clock; a predicate can only import functions of weir_event_v1
(module
  (import "env" "clock" (func))
  (memory (export "memory") 1)
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (result i32) (i32.const 1)))
