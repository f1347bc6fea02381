package dev.weir.core.connector;

/**
 * A request for the plan of a read.
 *
 * @param describeTable whether the plan's schema describes the table's keys, constraints and types,
 *     to create the target from it
 * @param form the form that the destination requires; a source without types that the forms concern
 *     may ignore it
 */
public record ReadRequest(
    StreamConfig stream, ResumePoint from, boolean describeTable, ValueForm form) {}
