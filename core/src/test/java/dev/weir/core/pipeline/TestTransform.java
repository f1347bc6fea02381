package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Marker;
import dev.weir.core.connector.Transform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/** A transform that passes batches on, unless a test overrides its steps; counts its instances. */
class TestTransform implements Transform {
  private final List<String> outputs;
  private final List<String> events = new ArrayList<>();

  TestTransform(String... outputs) {
    this.outputs = List.of(outputs);
  }

  static TestTransform toMain() {
    return new TestTransform(MAIN);
  }

  /** Returns what instances were asked for, in order. */
  synchronized List<String> events() {
    return List.copyOf(events);
  }

  private synchronized void add(String event) {
    events.add(event);
  }

  @Override
  public Map<String, OutputSchema> outputs(Schema input) {
    Map<String, OutputSchema> schemas = new LinkedHashMap<>();
    outputs.forEach(output -> schemas.put(output, OutputSchema.of(input)));
    return schemas;
  }

  /** Processes a batch, which it owns. */
  void process(Context context, Batch batch, Output output) {
    output.takeAndEmit(MAIN, batch);
  }

  void mark(Context context, Marker marker, Output output) {}

  void end(Context context, Output output) {}

  void close(Context context) {}

  @Override
  public Instance open(Context context) {
    add("open");
    return new Instance() {
      @Override
      public void takeAndProcess(Batch batch, Output output) {
        process(context, batch, output);
      }

      @Override
      public void marker(Marker marker, Output output) {
        mark(context, marker, output);
      }

      @Override
      public void end(Output output) {
        TestTransform.this.end(context, output);
      }

      @Override
      public void close() {
        add("close");
        TestTransform.this.close(context);
      }
    };
  }
}
