/** JMH benchmarks of the hot paths, the gates that hold their contenders equal, and their main. */
package dev.weir.micro;
