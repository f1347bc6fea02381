;; The module unknown-import.wasm imports weir_event_v1.event_set, which does not exist; there are field_id, field_type, type_id, event_is, event_time, event_wall_time, event_has, event_get_i64, event_get_u64, event_get_f64, event_get_bool, event_get_str, event_get_bytes, event_get_length, event_get_i64_at, event_get_u64_at, event_get_f64_at, event_get_bool_at, event_get_str_at, event_get_bytes_at
(module
  (import "weir_event_v1" "event_set" (func))
  (memory (export "memory") 1)
  (func (export "pred_init") (result i32) (i32.const 0))
  (func (export "pred_eval") (result i32) (i32.const 1)))
