;; Matches events whose field "process.id" is there and is 4242. The constant has two bytes, as has each
;; from 64 to 8191: the benchmark makes modules of other constants. Translated by wat2wasm 1.0.32.
(module
  (import "weir_event_v1" "field_id" (func $field_id (param i32 i32) (result i32)))
  (import "weir_event_v1" "event_has" (func $has (param i32) (result i32)))
  (import "weir_event_v1" "event_get_i64" (func $get (param i32) (result i64)))
  (memory (export "memory") 1)
  (data (i32.const 0) "process.id")
  (global $field (mut i32) (i32.const -1))
  (func (export "pred_init") (result i32)
    (global.set $field (call $field_id (i32.const 0) (i32.const 10)))
    (i32.lt_s (global.get $field) (i32.const 0)))
  (func (export "pred_eval") (result i32)
    (if (result i32) (call $has (global.get $field))
      (then (i64.eq (call $get (global.get $field)) (i64.const 4242)))
      (else (i32.const 0)))))
