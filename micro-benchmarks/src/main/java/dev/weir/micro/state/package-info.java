/** Benchmarks of the state file, beside bare statements of SQLite. */
package dev.weir.micro.state;
