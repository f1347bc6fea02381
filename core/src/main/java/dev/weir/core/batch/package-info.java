/** Arrow batches: who owns them, how many bytes they hold, and the IPC codec. */
package dev.weir.core.batch;
