/** Exact numbers: I64, U64 and F64 compared and computed by value. */
package dev.weir.rules.eql.number;
