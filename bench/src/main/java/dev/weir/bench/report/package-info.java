/** Reports: their contents, and the formats text, Markdown and HTML. */
package dev.weir.bench.report;
