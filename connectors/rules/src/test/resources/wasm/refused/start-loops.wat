;; The predicate start-loops.wasm was stopped: its instantiation took more than 2000 ms; bound its loops, or raise the limit
(module
  (memory (export "memory") 1)
  (func (export "pred_eval") (result i32) (i32.const 1))
  (func (export "pred_init") (result i32) (i32.const 0))
  (func $start (loop $for_ever (br $for_ever)))
  (start $start))
