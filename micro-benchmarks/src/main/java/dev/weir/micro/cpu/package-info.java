/**
 * Keeps what else uses a CPU apart from the times of a benchmark: the JVM's compilers, and other
 * guests of the machine.
 */
package dev.weir.micro.cpu;
