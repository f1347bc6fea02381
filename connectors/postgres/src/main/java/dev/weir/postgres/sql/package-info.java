/** Talking to a server: the pinned connection, its errors, quoted names, the content digest. */
package dev.weir.postgres.sql;
