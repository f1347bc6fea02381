/** Codecs (none, lz4, zstd) and the one frame format that they share, with checked lengths. */
package dev.weir.core.compress;
