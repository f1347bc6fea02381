/** Benchmarks of the product's reader and writer beside other libraries. No product code. */
package dev.weir.comparison;
