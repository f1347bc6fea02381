/** The Postgres servers that tests and benchmarks run against: embedded, in Docker, or external. */
@NullMarked
package dev.weir.postgres.server;

import org.jspecify.annotations.NullMarked;
