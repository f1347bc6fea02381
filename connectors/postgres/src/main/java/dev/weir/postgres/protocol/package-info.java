/**
 * The server's side of the PostgreSQL protocol, as far as reading COPY data without the driver
 * needs it.
 */
@NullMarked
package dev.weir.postgres.protocol;

import org.jspecify.annotations.NullMarked;
