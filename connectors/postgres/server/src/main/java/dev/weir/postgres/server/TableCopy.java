package dev.weir.postgres.server;

/** A table and its target. */
record TableCopy(TableLocation from, TableLocation to) {}
