package dev.weir.micro.compress;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The bytes of messages and of their stored form. JMH reports the time by each: {@code
 * :storedBytes} divided by {@code :bytes} is the compression ratio.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Compressed {
  public long bytes;
  public long storedBytes;

  void add(long messageBytes, long storedByteCount) {
    bytes += messageBytes;
    storedBytes += storedByteCount;
  }
}
