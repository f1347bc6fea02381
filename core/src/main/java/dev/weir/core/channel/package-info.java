/** The bounded queue of frames between the source thread and the destination thread. */
package dev.weir.core.channel;
