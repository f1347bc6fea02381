/** The rows of a query as a stream of Arrow batches, for Java programs without a pipeline. */
@NullMarked
package dev.weir.postgres.query;

import org.jspecify.annotations.NullMarked;
