/** The kernels of binary COPY beside a plain loop and a memory copy. */
package dev.weir.micro.copy;
