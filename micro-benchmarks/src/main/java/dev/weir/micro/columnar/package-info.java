/** Benchmarks of columns beside rows: filter, group, slice, and formats. */
package dev.weir.micro.columnar;
