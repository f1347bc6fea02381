/**
 * The command line of the benchmarks: JMH's own, and what is added to it: tiers, records of each
 * fork, comparisons, targets and reports. Statistics and formats are those of {@code
 * dev.weir.bench}.
 */
package dev.weir.micro.runner;
