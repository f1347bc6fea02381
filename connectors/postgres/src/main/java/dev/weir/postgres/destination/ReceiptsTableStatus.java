package dev.weir.postgres.destination;

/**
 * Whether the schema and the receipts table exist.
 *
 * @param isCurrent whether the table has all columns of this version
 */
record ReceiptsTableStatus(boolean schemaExists, boolean tableExists, boolean isCurrent) {}
