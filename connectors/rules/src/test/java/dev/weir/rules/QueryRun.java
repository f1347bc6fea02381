package dev.weir.rules;

import dev.weir.rules.eql.evaluate.ConditionPool;
import dev.weir.rules.eql.evaluate.ConditionPool.Condition;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.tree.EqlQuery;
import dev.weir.rules.eql.tree.EqlQuery.EventQuery;
import dev.weir.rules.eql.tree.EqlQuery.SequenceQuery;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBatch;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.sequence.QueryPlan;
import dev.weir.rules.sequence.SequenceLimits;
import dev.weir.rules.sequence.SequenceMatch;
import dev.weir.rules.sequence.SequenceMatcher;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Runs one query over events; a match is the indexes of its events, which are their entity keys.
 */
public final class QueryRun {
  private final EventSchema schema;
  private final EvaluationMode mode;

  public QueryRun(EventSchema schema, EvaluationMode mode) {
    this.schema = schema;
    this.mode = mode;
  }

  /** Returns the matches, in the order in which they are found. */
  public List<List<Integer>> matches(EqlQuery query, List<Event> events) {
    ConditionPool conditions = new ConditionPool(schema, mode);
    Consumer consumer =
        query instanceof SequenceQuery sequence
            ? new OfSequence(sequence, conditions)
            : new OfEvents((EventQuery) query, conditions);
    if (mode == EvaluationMode.COLUMNS) {
      try (BufferAllocator allocator = new RootAllocator();
          EventBatch batch = EventBatch.of(schema, events, allocator)) {
        BatchRow row = batch.row();
        conditions.begin(row);
        for (int i = 0; i < row.rows(); i++) {
          row.select(i);
          conditions.select(i);
          consumer.accept(row);
        }
        return consumer.end();
      }
    }
    for (Event event : events) {
      conditions.select(event);
      consumer.accept(event);
    }
    return consumer.end();
  }

  private interface Consumer {
    void accept(EventReader event);

    List<List<Integer>> end();
  }

  private final class OfEvents implements Consumer {
    private final int type;
    private final Condition condition;
    private final List<List<Integer>> found = new ArrayList<>();

    OfEvents(EventQuery query, ConditionPool conditions) {
      this.type = query.filter().type();
      this.condition = conditions.acquire(query.filter());
    }

    @Override
    public void accept(EventReader event) {
      if (schema.matches(type, event.type()) && condition.matches()) {
        found.add(List.of((int) event.entityLow()));
      }
    }

    @Override
    public List<List<Integer>> end() {
      return found;
    }
  }

  private final class OfSequence implements Consumer {
    private final SequenceMatcher matcher;
    private final List<List<Integer>> found = new ArrayList<>();

    OfSequence(SequenceQuery query, ConditionPool conditions) {
      matcher =
          new SequenceMatcher(
              schema, SequenceLimits.DEFAULT, (event, to) -> to.writeLong(event.entityLow()), 0);
      matcher.load(new QueryPlan("query", "", query, schema, conditions).plan());
    }

    @Override
    public void accept(EventReader event) {
      matcher.accept(event, this::add);
    }

    @Override
    public List<List<Integer>> end() {
      matcher.advanceTo(Long.MAX_VALUE, this::add);
      return found;
    }

    private int index(byte[] content) {
      return (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private void add(SequenceMatch match) {
      found.add(IntStream.range(0, match.size()).mapToObj(i -> index(match.content(i))).toList());
    }
  }
}
