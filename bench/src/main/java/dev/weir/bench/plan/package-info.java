/** The order of processes, balanced so that a drift of the machine favours no mode and no build. */
package dev.weir.bench.plan;
