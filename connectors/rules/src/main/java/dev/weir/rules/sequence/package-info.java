/** Matches of sequences of events. */
package dev.weir.rules.sequence;
