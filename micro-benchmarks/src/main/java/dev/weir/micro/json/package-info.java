/** Benchmarks of JSON: the run record, and rows as lines. */
package dev.weir.micro.json;
