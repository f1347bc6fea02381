/** Results of earlier benchmark runs: baselines, comparisons across runs, and the history. */
package dev.weir.bench.history;
