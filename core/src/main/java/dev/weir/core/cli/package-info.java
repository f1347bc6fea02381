/** The commands of {@code weir}: run, check, discover, connectors. */
package dev.weir.core.cli;
