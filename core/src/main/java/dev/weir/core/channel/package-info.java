/** The bounded queue of frames between the source's thread and the destination's. */
package dev.weir.core.channel;
