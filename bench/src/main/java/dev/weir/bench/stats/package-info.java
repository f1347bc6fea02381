/** Statistics: pure functions of numbers, each with the source of its formula. */
package dev.weir.bench.stats;
