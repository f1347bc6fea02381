/** Evaluation of typed trees: by walking them, by closures, and by columns. */
package dev.weir.rules.eql.evaluate;
