package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBatch;
import dev.weir.rules.event.EventReader;
import dev.weir.rules.schema.Field;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** Events that concern no sequence, begin, replace or advance a partial match allocate nothing. */
class MatcherAllocationTest {
  private static final int KEYS = 1_000;
  private static final int ROUNDS = 50;

  /** What the measurement itself may allocate; one object an event would be 3 MB or more. */
  private static final long ALLOWANCE_BYTES = 100_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<Field> KEY_FIELDS =
      List.of(Streams.SCHEMA.field("k").orElseThrow(), Streams.SCHEMA.field("s").orElseThrow());

  private static final List<KeyPart> KEY =
      KEY_FIELDS.stream().map(field -> new KeyPart(new FieldKey(field), false)).toList();

  @Test
  void accept_objects_allocatesNothing() {
    List<Event> events = events();

    assertAllocatesNothing(events.size(), events::get);
  }

  @Test
  void accept_rows_allocatesNothing() {
    List<Event> events = events();
    try (BufferAllocator allocator = new RootAllocator();
        EventBatch batch = EventBatch.of(Streams.SCHEMA, events, allocator)) {
      BatchRow row = batch.row();

      assertAllocatesNothing(
          events.size(),
          index -> {
            row.select(index);
            return row;
          });
    }
  }

  private static void assertAllocatesNothing(int events, IntFunction<EventReader> reader) {
    SequenceMatcher matcher = matcher();
    feed(matcher, events, reader, 2);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    feed(matcher, events, reader, ROUNDS);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(ALLOWANCE_BYTES);
    assertThat(matcher.live()).isEqualTo(KEYS / 2);
  }

  private static SequenceMatcher matcher() {
    SequenceMatcher matcher =
        new SequenceMatcher(
            Streams.SCHEMA, SequenceLimits.DEFAULT, new CapturedFields(Streams.SCHEMA), 1);
    matcher.load(
        new SequencePlan(
            "r",
            "",
            List.of(
                new SequenceStep(condition("a"), 1, false),
                new SequenceStep(condition("b"), 2, false),
                new SequenceStep(condition("c"), 1, false)),
            Optional.empty(),
            Optional.of(condition("d"))));
    return matcher;
  }

  private static EventCondition condition(String type) {
    return new EventCondition(Streams.typeId(type), event -> true, KEY);
  }

  /** A first step, a second one, an event of no interest, and a third step or until. */
  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (String type : List.of("a", "b", "e", "bd")) {
      for (int i = 0; i < KEYS; i++) {
        String ofKey = type.substring(i % type.length(), i % type.length() + 1);
        events.add(Streams.item(ofKey + "@0;s=text" + i).event());
      }
    }
    return events;
  }

  private static void feed(
      SequenceMatcher matcher, int events, IntFunction<EventReader> reader, int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < events; i++) {
        matcher.accept(reader.apply(i), match -> {});
      }
    }
  }
}
