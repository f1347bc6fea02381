/** The Arrow IPC codec beside Arrow's stream classes and a memory copy. */
package dev.weir.micro.ipc;
