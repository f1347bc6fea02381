/** Benchmarks of searching texts and of finding keys. */
package dev.weir.micro.text;
