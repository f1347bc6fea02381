package dev.weir.micro.rules;

import dev.weir.micro.TimePerShortOperation;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.schema.Field;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What does it cost to find a field or an event type in the registry by its name, and to build the
 * registry?
 *
 * <p>It has 100 fields and 10 types. Names are looked up once for each rule, and for each field of
 * an event in JSON. Compare {@code findField} with {@code findMissingField}; {@code findType} and
 * {@code buildSchema} stand alone.
 *
 * <pre>
 * java -jar target/benchmarks.jar EventSchema
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class EventSchemaBenchmark extends TimePerShortOperation {

  @Benchmark
  public Optional<Field> findField(Registry registry) {
    return registry.lookups.schema.field(registry.next(registry.lookups.knownPaths));
  }

  @Benchmark
  public Optional<Field> findMissingField(Registry registry) {
    return registry.lookups.schema.field(registry.next(registry.lookups.unknownPaths));
  }

  @Benchmark
  public Optional<EventType> findType(Registry registry) {
    return registry.lookups.schema.type(registry.next(registry.lookups.knownTypes));
  }

  @Benchmark
  public EventSchema buildSchema(Registry registry) {
    return registry.lookups.build();
  }

  /** A registry that has passed its gate, and names. */
  @State(Scope.Thread)
  public static class Registry {
    final SchemaLookups lookups = new SchemaLookups();
    private int turn;

    /** Holds the registry to the gate. */
    @Setup
    public void open() {
      lookups.check(lookups.schema);
      lookups.check(lookups.build());
    }

    String next(String[] names) {
      turn = (turn + 1) & (SchemaLookups.NAMES - 1);
      return names[turn];
    }
  }
}
