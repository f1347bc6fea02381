package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Marker;
import dev.weir.core.connector.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** The open transforms of one split, each of which emits to the next. */
final class TransformChain implements AutoCloseable {
  private final List<Transform.Instance> instances = new ArrayList<>();
  private final Consumer<Batch> last;

  /**
   * Opens the transforms.
   *
   * @param last takes ownership of the batches that the last one emits
   */
  TransformChain(
      List<Transform> transforms,
      String stream,
      int lane,
      BufferAllocator allocator,
      Schema input,
      Consumer<Batch> last) {
    this.last = last;
    Schema schema = input;
    boolean opened = false;
    try {
      for (Transform transform : transforms) {
        instances.add(
            transform.open(
                new Transform.Context(stream, lane, allocator, schema, Optional.empty())));
        schema = transform.outputs(schema).get(Transform.MAIN).schema();
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  /** Takes ownership of a batch. */
  void takeAndProcess(Batch batch) {
    process(0, batch);
  }

  private void process(int index, Batch batch) {
    if (index == instances.size()) {
      last.accept(batch);
    } else {
      instances.get(index).takeAndProcess(batch, output(index));
    }
  }

  void marker(Marker marker) {
    for (int i = 0; i < instances.size(); i++) {
      instances.get(i).marker(marker, output(i));
    }
  }

  /** Ends the transforms in order; what one emits at its end, the next one still processes. */
  void end() {
    for (int i = 0; i < instances.size(); i++) {
      instances.get(i).end(output(i));
    }
  }

  private Transform.Output output(int index) {
    return (name, batch) -> {
      if (!name.equals(Transform.MAIN)) {
        batch.close();
        throw new IllegalStateException("No target receives the output " + name);
      }
      process(index + 1, batch);
    };
  }

  @Override
  public void close() {
    List<Runnable> closes = new ArrayList<>();
    instances.forEach(instance -> closes.add(instance::close));
    Closing.all(closes);
  }
}
