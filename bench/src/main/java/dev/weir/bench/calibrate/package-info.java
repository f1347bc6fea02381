/** What recorded comparisons of a build with itself say about verdicts on a machine. */
package dev.weir.bench.calibrate;
