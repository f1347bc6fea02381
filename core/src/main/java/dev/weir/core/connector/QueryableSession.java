package dev.weir.core.connector;

/**
 * A source session that reads the results of queries ({@link StreamConfig#query}) and a maximum
 * number of rows ({@link StreamConfig#rowsMax}).
 */
public interface QueryableSession {}
