/** Value types: sizes, durations, secrets. */
package dev.weir.core.unit;
