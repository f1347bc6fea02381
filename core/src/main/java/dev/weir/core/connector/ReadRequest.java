package dev.weir.core.connector;

/**
 * A request to plan a read.
 *
 * @param describeTable whether the plan's schema contains the table's keys, constraints and types,
 *     so that the target can be created from it
 * @param form the form that the destination requires; a source without types that the forms concern
 *     may ignore it
 */
public record ReadRequest(
    StreamConfig stream, ResumePoint from, boolean describeTable, ValueForm form) {}
