/** The typed tree of a query. */
package dev.weir.rules.eql.tree;
