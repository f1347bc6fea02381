package dev.weir.rules.transform;

import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBatch;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.input.EventFactory;
import dev.weir.rules.input.EventNames;
import dev.weir.rules.input.InputException;
import dev.weir.rules.input.JsonEvents;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.schema.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;

/**
 * Fields in the JSON objects of a column, as columns of their own. A row whose JSON is no object,
 * or has a value that does not fit its field, has none of them, and is counted.
 */
final class PayloadFields {
  /** The time and the type of rows come from other columns. */
  private static final EventNames NO_NAMES = new EventNames("", "", Optional.empty());

  private final EventSchema schema;
  private final BufferAllocator allocator;
  private final EventFactory factory;
  private long invalid;
  private String firstReason = "";

  PayloadFields(List<Field> fields, BufferAllocator allocator) {
    EventSchema.Builder builder = EventSchema.builder();
    fields.forEach(field -> builder.field(field.path(), field.type()));
    this.schema = builder.build();
    this.allocator = allocator;
    this.factory = new EventFactory(schema, NO_NAMES);
  }

  /** Returns one column a field, named by its path, which the caller closes. */
  EventBatch read(VarCharVector payload) {
    List<Event> events = new ArrayList<>();
    for (int row = 0; row < payload.getValueCount(); row++) {
      events.add(payload.isNull(row) ? empty() : event(payload.get(row)));
    }
    return EventBatch.of(schema, events, allocator);
  }

  private Event event(byte[] json) {
    try {
      return factory.event(
          JsonEvents.event(new String(json, StandardCharsets.UTF_8)), Optional.of(0L));
    } catch (InputException e) {
      if (invalid == 0) {
        firstReason = e.getMessage();
      }
      invalid++;
      return empty();
    }
  }

  private Event empty() {
    return new EventBuilder(schema).type(EventType.ANY).times(0, 0).entity(0, 0).build();
  }

  /** Returns what a reader of the alerts should know, as a sentence that begins in lower case. */
  Optional<String> note() {
    return invalid == 0
        ? Optional.empty()
        : Optional.of(
            "%d rows have a payload that is no object of the fields, and rules did not see it; the"
                    .formatted(invalid)
                + " first: "
                + firstReason);
  }
}
