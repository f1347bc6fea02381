/**
 * Connection strings, service files and password files as libpq reads them. Source: PostgreSQL
 * documentation, libpq, sections "Connection Strings", "Parameter Key Words", "Environment
 * Variables", "The Password File" and "The Connection Service File".
 */
@NullMarked
package dev.weir.postgres.conninfo;

import org.jspecify.annotations.NullMarked;
