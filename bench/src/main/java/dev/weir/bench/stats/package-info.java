/** The statistics: pure functions on plain numbers, each with the source of its formula. */
package dev.weir.bench.stats;
