/** Benchmarks of the product's reader on a Postgres server. No product code. */
package dev.weir.integration;
