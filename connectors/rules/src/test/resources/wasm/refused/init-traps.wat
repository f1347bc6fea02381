;; The predicate init-traps.wasm trapped: Trapped on unreachable instruction
(module
  (memory (export "memory") 1)
  (func (export "pred_eval") (result i32) (i32.const 1))
  (func (export "pred_init") (result i32) (unreachable)))
