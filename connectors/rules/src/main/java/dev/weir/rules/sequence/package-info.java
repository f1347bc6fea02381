/** Sequences of events: a plan as data, the matcher, and its state. */
package dev.weir.rules.sequence;
