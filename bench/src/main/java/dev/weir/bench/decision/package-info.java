/** Decisions on paired measurements of two builds: one procedure for test, interval and verdict. */
package dev.weir.bench.decision;
