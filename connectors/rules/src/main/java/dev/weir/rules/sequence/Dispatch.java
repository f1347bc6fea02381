package dev.weir.rules.sequence;

import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sequences, and the steps of each, that an event's type can concern. */
final class Dispatch {
  private static final Entry[] NONE = {};

  private final EventSchema schema;

  /** By the id of the event's type, in the order of loading. */
  private final Entry[][] byType;

  Dispatch(EventSchema schema) {
    this.schema = schema;
    this.byType = new Entry[schema.types().size() + 1][];
    Arrays.fill(byType, NONE);
  }

  /** What a type of events concerns of one sequence. */
  static final class Entry {
    final SequenceState sequence;
    final StepCode[] steps;

    Entry(SequenceState sequence, StepCode[] steps) {
      this.sequence = sequence;
      this.steps = steps;
    }
  }

  Entry[] of(int type) {
    return byType[type];
  }

  void add(SequenceState sequence) {
    for (int type = EventType.ANY; type < byType.length; type++) {
      List<StepCode> steps = new ArrayList<>();
      for (int i = 0; i < sequence.steps.size(); i++) {
        if (schema.matches(sequence.types.get(i), type)) {
          steps.add(sequence.steps.get(i));
        }
      }
      if (!steps.isEmpty()) {
        Entry[] entries = Arrays.copyOf(byType[type], byType[type].length + 1);
        entries[entries.length - 1] = new Entry(sequence, steps.toArray(StepCode[]::new));
        byType[type] = entries;
      }
    }
  }

  void remove(SequenceState sequence) {
    for (int type = 0; type < byType.length; type++) {
      byType[type] =
          Arrays.stream(byType[type])
              .filter(entry -> entry.sequence != sequence)
              .toArray(Entry[]::new);
    }
  }
}
