/** Connections, errors, quoted identifiers and the content digest. */
package dev.weir.postgres.sql;
