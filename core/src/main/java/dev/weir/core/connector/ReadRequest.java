package dev.weir.core.connector;

/**
 * A request for the plan of a read.
 *
 * @param describeTable whether the plan's schema describes the table's keys, constraints and types,
 *     to create the target from it
 */
public record ReadRequest(StreamConfig stream, ResumePoint from, boolean describeTable) {}
