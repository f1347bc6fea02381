/** Reports as text that fits a terminal of 80 columns. */
package dev.weir.bench.report;
