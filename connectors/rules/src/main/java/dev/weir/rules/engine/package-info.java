/** Evaluation of rules over events. */
package dev.weir.rules.engine;
