/** Errors with code, kind, place and hint; exit codes. */
package dev.weir.core.error;
