package dev.weir.micro;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the operations have moved so far. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Moved {
  public long rows;
  public long bytes;

  /** Adds what one operation has moved. */
  public void add(long rows, long bytes) {
    this.rows += rows;
    this.bytes += bytes;
  }
}
