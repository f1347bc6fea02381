/** From the text of a query to its checked tree. */
package dev.weir.rules.eql.parse;
