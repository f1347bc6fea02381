package dev.weir.micro.rules;

import dev.weir.micro.TimePerShortOperation;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.Event;
import dev.weir.rules.schema.FieldType;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to find a field in an event that has 50 of 100 fields, and to read its value?
 *
 * <p>An operation looks up one field in one of 256 events, in turn. Compare:
 *
 * <ul>
 *   <li>{@code findFirst}, {@code findMiddle} and {@code findLast}: the same field in each event,
 *       as a condition does, so that the branches of the search are predicted.
 *   <li>{@code findAny} and {@code findMissing}: another field each time, which costs the
 *       mispredicted branches too; {@code findAnyOfRow} the same in a row of an Arrow batch, {@code
 *       findAnyInMap} in a {@code HashMap} of boxed values, which also returns the value.
 *   <li>{@code findAll}: all 50, one after another; the score is the time of one.
 *   <li>{@code readLong}, {@code readText}, {@code readTextOfRow}: {@code findAny} of that type and
 *       its value. A row makes a new string.
 * </ul>
 *
 * <pre>
 * java -jar target/benchmarks.jar rules.FieldLookup
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class FieldLookupBenchmark extends TimePerShortOperation {

  @Benchmark
  public int findFirst(Fields fields) {
    return fields.nextEvent().find(fields.first);
  }

  @Benchmark
  public int findMiddle(Fields fields) {
    return fields.nextEvent().find(fields.middle);
  }

  @Benchmark
  public int findLast(Fields fields) {
    return fields.nextEvent().find(fields.last);
  }

  @Benchmark
  public int findAny(Fields fields) {
    return fields.nextEvent().find(fields.next(fields.present));
  }

  @Benchmark
  public int findMissing(Fields fields) {
    return fields.nextEvent().find(fields.next(fields.missing));
  }

  @Benchmark
  @OperationsPerInvocation(WideEvents.PRESENT)
  public int findAll(Fields fields) {
    Event event = fields.nextEvent();
    int positions = 0;
    for (int i = 0; i < WideEvents.PRESENT; i++) {
      positions += event.find(WideEvents.present(i));
    }
    return positions;
  }

  @Benchmark
  public int findAnyOfRow(Fields fields) {
    return fields.nextRow().find(fields.next(fields.present));
  }

  @Benchmark
  public @Nullable Object findAnyInMap(Fields fields) {
    return fields.events.map(fields.nextIndex()).get(fields.next(fields.present));
  }

  @Benchmark
  public long readLong(Fields fields) {
    Event event = fields.nextEvent();
    return event.longAt(event.find(fields.next(fields.longs)));
  }

  @Benchmark
  public String readText(Fields fields) {
    Event event = fields.nextEvent();
    return event.textAt(event.find(fields.next(fields.texts)));
  }

  @Benchmark
  public String readTextOfRow(Fields fields) {
    BatchRow row = fields.nextRow();
    return row.textAt(row.find(fields.next(fields.texts)));
  }

  /** Events whose forms have passed their gate, and ids, in fields so that none is a constant. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Fields {
    int first = WideEvents.present(0);
    int middle = WideEvents.present(WideEvents.PRESENT / 2);
    int last = WideEvents.present(WideEvents.PRESENT - 1);
    int[] present = WideEvents.anyPresent();
    int[] missing = WideEvents.anyMissing();
    int[] longs = WideEvents.anyPresent(FieldType.I64);
    int[] texts = WideEvents.anyPresent(FieldType.STRING);
    WideEvents events;
    private int turn;

    /** Holds all forms to the gate. */
    @Setup
    public void open() {
      events = new WideEvents();
      events.check();
    }

    int nextIndex() {
      turn++;
      return turn & (WideEvents.EVENTS - 1);
    }

    Event nextEvent() {
      return events.event(nextIndex());
    }

    BatchRow nextRow() {
      return events.row(nextIndex());
    }

    int next(int[] ids) {
      return ids[turn & (WideEvents.LOOKUPS - 1)];
    }

    /** Releases the batch. */
    @TearDown
    public void close() {
      events.close();
    }
  }
}
