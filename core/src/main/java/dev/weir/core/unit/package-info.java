/** Value types for signatures: sizes, durations, secrets. */
package dev.weir.core.unit;
