/** Benchmarks of errors, with and without their stack. */
package dev.weir.micro.error;
