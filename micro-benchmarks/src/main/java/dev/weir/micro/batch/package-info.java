/** Benchmarks of cutting rows into batches. */
package dev.weir.micro.batch;
