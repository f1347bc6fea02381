/**
 * What was measured: the engine's record of a run, the harness's line about it, and the file of
 * such lines.
 */
package dev.weir.bench.sample;
