package dev.weir.core.connector;

/**
 * What a source is asked for.
 *
 * @param describeTable whether the plan's schema tells the table's keys, constraints and types, for
 *     a target that is to be made like it
 */
public record ReadRequest(StreamConfig stream, ResumePoint from, boolean describeTable) {}
