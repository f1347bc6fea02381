/**
 * Predicates as WebAssembly modules, in a sandbox with bounds of memory and time.
 *
 * <p>A module exports its memory as {@code memory}, {@code pred_init} and {@code pred_eval}, both
 * without parameters and with a result of type i32. {@code pred_init} is called once for each
 * instance; it returns 0, or an error code. {@code pred_eval} returns 1 for a match, 0 for none, or
 * a negative error code. {@link dev.weir.rules.wasm.HostInterface} describes what a module can
 * import.
 */
package dev.weir.rules.wasm;
