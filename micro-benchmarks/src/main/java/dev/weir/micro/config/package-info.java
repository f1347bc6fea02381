/** Benchmarks of reading pipelines, beside a YAML library alone. */
package dev.weir.micro.config;
