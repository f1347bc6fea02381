/** Errors with a code, a kind, a place and a hint; exit codes. */
package dev.weir.core.error;
