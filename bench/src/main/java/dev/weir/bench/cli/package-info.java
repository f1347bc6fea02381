/** The command {@code weir-bench}. */
package dev.weir.bench.cli;
