/** Measured runs: the engine's record, what the harness adds to it, and the file of results. */
package dev.weir.bench.result;
