/** The frame channel beside other queues. */
package dev.weir.micro.channel;
