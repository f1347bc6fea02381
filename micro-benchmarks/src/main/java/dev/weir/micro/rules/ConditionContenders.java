package dev.weir.micro.rules;

import dev.weir.micro.Agreement;
import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.ConditionPool.Condition;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.tree.EqlQuery.EventQuery;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;

/** One condition over events and over a batch of them, evaluated in several ways, and the gate. */
final class ConditionContenders implements AutoCloseable {
  private static final String NAME = "powershell.exe";
  private static final long ID_BOUND = 1_024;

  /** Two comparisons: of a text and of a number. */
  static final String QUERY =
      "process where process.name == \"%s\" and process.id > %d".formatted(NAME, ID_BOUND);

  private static final long SEED = 20_260_713;

  private final List<StartedProcess> starts = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final BufferAllocator allocator = new RootAllocator();
  private final EventBatch batch;
  private final VarCharVector names;
  private final BigIntVector ids;
  private final byte[] name = NAME.getBytes(StandardCharsets.UTF_8);
  private final long firstBytes = ByteBuffer.wrap(name).order(ByteOrder.nativeOrder()).getLong();
  private final long lastBytes =
      ByteBuffer.wrap(name).order(ByteOrder.nativeOrder()).getLong(name.length - Long.BYTES);
  private final ConditionPool trees = new ConditionPool(RuleFields.SCHEMA, EvaluationMode.TREE);
  private final ConditionPool closures =
      new ConditionPool(RuleFields.SCHEMA, EvaluationMode.CLOSURES);
  private final ConditionPool columns =
      new ConditionPool(RuleFields.SCHEMA, EvaluationMode.COLUMNS);
  private final Condition tree = acquire(trees);
  private final Condition closure = acquire(closures);
  private final Condition column = acquire(columns);

  ConditionContenders(EventContent content, int count) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < count; i++) {
      StartedProcess start = of(content, StartedProcess.any(random));
      starts.add(start);
      events.add(start.event(i));
    }
    batch = EventBatch.of(RuleFields.SCHEMA, events, allocator);
    BatchRow row = batch.row();
    names = (VarCharVector) row.column(RuleFields.PROCESS_NAME).orElseThrow();
    ids = (BigIntVector) row.column(RuleFields.PROCESS_ID).orElseThrow();
  }

  private static StartedProcess of(EventContent content, StartedProcess start) {
    return switch (content) {
      case MATCHING -> start.withName(NAME).withId(ID_BOUND + 1 + start.id());
      case OTHER -> start.name().equals(NAME) ? start.withId(start.id() % ID_BOUND) : start;
      case MIXED -> start.id() % 2 == 0 ? start.withName(NAME) : start;
    };
  }

  private static Condition acquire(ConditionPool pool) {
    EventQuery query = (EventQuery) RuleFields.compile(QUERY);
    return pool.acquire(query.filter());
  }

  boolean matchesByTree(int i) {
    trees.select(events.get(i));
    return tree.matches();
  }

  boolean matchesByClosures(int i) {
    closures.select(events.get(i));
    return closure.matches();
  }

  /** The same over an object with two fields: the limit. */
  boolean matchesByJava(int i) {
    StartedProcess start = starts.get(i);
    return start.name().equals(NAME) && start.id() > ID_BOUND;
  }

  /** Returns the bytes of both columns. */
  long bytes() {
    long rows = names.getValueCount();
    return names.sizeOfValueBuffer()
        + rows * (VarCharVector.OFFSET_WIDTH + BigIntVector.TYPE_WIDTH);
  }

  /** Counts the matching rows of the batch, as the engine goes through them. */
  int countByColumns() {
    BatchRow row = batch.row();
    columns.begin(row);
    int count = 0;
    for (int i = 0; i < row.rows(); i++) {
      row.select(i);
      columns.select(i);
      count += column.matches() ? 1 : 0;
    }
    return count;
  }

  /** The same for each row by itself, read in place. */
  int countByClosures() {
    BatchRow row = batch.row();
    int count = 0;
    for (int i = 0; i < row.rows(); i++) {
      row.select(i);
      closures.select(row);
      count += closure.matches() ? 1 : 0;
    }
    return count;
  }

  /** The same in a loop over both columns: the limit. */
  int countByJava() {
    int count = 0;
    for (int i = 0; i < names.getValueCount(); i++) {
      if (!ids.isNull(i) && ids.get(i) > ID_BOUND && isName(i)) {
        count++;
      }
    }
    return count;
  }

  private boolean isName(int row) {
    if (names.isNull(row) || names.getValueLength(row) != name.length) {
      return false;
    }
    ArrowBuf data = names.getDataBuffer();
    int start = names.getStartOffset(row);
    return data.getLong(start) == firstBytes
        && data.getLong(start + name.length - Long.BYTES) == lastBytes;
  }

  /**
   * Passes if all contenders match the same events.
   *
   * @throws IllegalStateException if they do not
   */
  void check() {
    checkEvents("the tree", this::matchesByTree);
    checkEvents("the closures", this::matchesByClosures);
    checkCount("the columns", countByColumns());
    checkCount("the closures over rows", countByClosures());
    checkCount("the loop over columns", countByJava());
  }

  void checkEvents(String who, IntPredicate matches) {
    for (int i = 0; i < starts.size(); i++) {
      Agreement.requireEqual(
          who, "whether " + starts.get(i) + " matches " + QUERY, matchesByJava(i), matches.test(i));
    }
  }

  void checkCount(String who, int count) {
    int expected = 0;
    for (int i = 0; i < starts.size(); i++) {
      expected += matchesByJava(i) ? 1 : 0;
    }
    Agreement.requireEqual(who, "the number of rows that match " + QUERY, expected, count);
  }

  /** Releases the batch. */
  @Override
  public void close() {
    batch.close();
    allocator.close();
  }
}
