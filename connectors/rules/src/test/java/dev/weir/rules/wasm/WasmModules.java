package dev.weir.rules.wasm;

import dev.weir.core.unit.ByteSize;
import dev.weir.rules.event.Event;
import dev.weir.rules.event.EventBuilder;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.FieldType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Modules in the resources of the tests, and events for them. The binary form of a text is made by
 * {@code wat2wasm --enable-exceptions NAME.wat -o NAME.wasm}, version 1.0.32.
 */
final class WasmModules {
  static final EventSchema SCHEMA = schema();

  /** Two instances of one MiB; what is not meant to end has two seconds. */
  static final WasmBounds BOUNDS =
      new WasmBounds(ByteSize.ofMb(1), ByteSize.ofMb(1), Duration.ofSeconds(2), 2);

  static final Path FOLDER = Path.of("src", "test", "resources", "wasm");

  private WasmModules() {}

  private static EventSchema schema() {
    EventSchema.Builder builder = EventSchema.builder();
    builder.type("process");
    builder.type("file");
    builder.type("start", "process");
    builder.field("n", FieldType.I64);
    builder.field("u", FieldType.U64);
    builder.field("f", FieldType.F64);
    builder.field("b", FieldType.BOOL);
    builder.field("s", FieldType.STRING);
    builder.field("x", FieldType.BYTES);
    builder.field("l", FieldType.I64_ARRAY);
    builder.field("m", FieldType.U64_ARRAY);
    builder.field("g", FieldType.F64_ARRAY);
    builder.field("c", FieldType.BOOL_ARRAY);
    builder.field("t", FieldType.STRING_ARRAY);
    builder.field("y", FieldType.BYTES_ARRAY);
    return builder.build();
  }

  static EventBuilder event() {
    return new EventBuilder(SCHEMA).type(3).times(5, 6).entity(0, 0);
  }

  static Event number(long n) {
    return event().i64(1, n).build();
  }

  static Event ofAllTypes() {
    return event()
        .u64(2, -1)
        .f64(3, -0.5)
        .bool(4, true)
        .text(5, "total")
        .bytes(6, new byte[] {1, -1})
        .array(7, FieldType.I64_ARRAY, List.of(1L, -9L))
        .array(8, FieldType.U64_ARRAY, List.of(7L))
        .array(9, FieldType.F64_ARRAY, List.of(2.5))
        .array(10, FieldType.BOOL_ARRAY, List.of(false, true))
        .array(11, FieldType.STRING_ARRAY, List.of("", "xy"))
        .array(12, FieldType.BYTES_ARRAY, List.<Object>of(new byte[] {3}))
        .build();
  }

  /** Compiles a resource. */
  static WasmPredicate compile(String resource, Watchdog watchdog) {
    return compile(resource, BOUNDS, watchdog);
  }

  static WasmPredicate compile(String resource, WasmBounds bounds, Watchdog watchdog) {
    Path file = FOLDER.resolve(resource);
    try {
      return PredicateModule.read(file, bounds).predicate(SCHEMA, watchdog);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
