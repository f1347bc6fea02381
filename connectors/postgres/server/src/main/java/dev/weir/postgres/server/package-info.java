/**
 * The Postgres servers of tests and benchmarks: embedded, in Docker, or external; their data, and
 * the COPY pipe that the benchmark compares with.
 */
@NullMarked
package dev.weir.postgres.server;

import org.jspecify.annotations.NullMarked;
