/** Tells iterations that had their core to themselves from those that shared it. */
package dev.weir.micro.cpu;
