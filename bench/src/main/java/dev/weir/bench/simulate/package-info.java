/** Simulated comparisons, which show the error rates of the decision procedure. */
package dev.weir.bench.simulate;
