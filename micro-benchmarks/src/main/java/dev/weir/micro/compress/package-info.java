/** The frame codec beside calls of the compression libraries. */
package dev.weir.micro.compress;
