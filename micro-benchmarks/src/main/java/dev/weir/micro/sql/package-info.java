/** Benchmarks of what is done for each column of a plan: names and types. */
package dev.weir.micro.sql;
