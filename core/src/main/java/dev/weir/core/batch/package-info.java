/** Arrow batches: ownership, size in bytes, and the IPC codec. */
package dev.weir.core.batch;
