/** Operations on strings. Characters are Unicode code points. */
package dev.weir.rules.eql.text;
