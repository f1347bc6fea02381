/** Benchmarks of connection strings, beside the driver's parser. */
package dev.weir.micro.conninfo;
