/** Arrow batches and the IPC codec. */
package dev.weir.core.batch;
