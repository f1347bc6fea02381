/** Types used in signatures at borders: sizes, durations, secrets. */
package dev.weir.core.unit;
