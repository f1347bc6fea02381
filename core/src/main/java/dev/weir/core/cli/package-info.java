/** The commands of {@code weir}: run, query, check, plan, discover, connectors, errors. */
package dev.weir.core.cli;
