/** Codecs (none, lz4, zstd) and their common frame format. */
package dev.weir.core.compress;
