/** In which order to measure, so that a drifting machine favours nobody. */
package dev.weir.bench.plan;
