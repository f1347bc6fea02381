package dev.weir.micro;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The heap that an operation's result holds, by item. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Held {
  /** Bytes of the heap by item. */
  public double heldBytes;

  private long usedBefore;

  /** Called before anything of the result is made. */
  public void begin() {
    usedBefore = used();
  }

  /** Called while the result, of some items, is reachable. */
  public void end(int items) {
    heldBytes = (double) (used() - usedBefore) / items;
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
