/** The commands {@code weir rules check}, {@code test} and {@code run}. */
package dev.weir.rules.cli;
