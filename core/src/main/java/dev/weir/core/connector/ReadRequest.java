package dev.weir.core.connector;

/**
 * A request for the plan of a read.
 *
 * @param describeTable whether the plan's schema describes the table's keys, constraints and types,
 *     to create the target from it
 * @param form the form that the destination requires; a source without types that the forms concern
 *     may ignore it
 * @param marksRepeated whether an incremental read names the splits that the next read repeats, and
 *     orders its rows by the cursor; see {@link ReadPlan#repeated}
 */
public record ReadRequest(
    StreamConfig stream,
    ResumePoint from,
    boolean describeTable,
    ValueForm form,
    boolean marksRepeated) {

  /** Returns a request whose plan does not mark what the next read repeats. */
  public ReadRequest(StreamConfig stream, ResumePoint from, boolean describeTable, ValueForm form) {
    this(stream, from, describeTable, form, false);
  }
}
