/** Benchmarks of rules over events: from the event and its fields to the alert. */
package dev.weir.micro.rules;
