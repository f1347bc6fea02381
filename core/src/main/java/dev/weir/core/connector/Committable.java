package dev.weir.core.connector;

/**
 * A split that has been written and not yet published; plain data. A load in one transaction
 * ({@link LoadRequest#lanes} is 1) is published by the session that wrote it, any other by any
 * session.
 *
 * @param split the split's id
 * @param rows the rows that the destination has accepted
 * @param payload the text that the destination needs to publish the split; only the destination
 *     that made it interprets it
 */
public record Committable(String split, long rows, String payload) {}
