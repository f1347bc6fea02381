package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Marker;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.Transform;
import dev.weir.core.connector.TransformState;
import dev.weir.core.pipeline.RunPlan.StreamPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** Open transforms, each of which emits its main output to the next. */
final class TransformChain implements AutoCloseable {
  private final List<Transform.Instance> instances = new ArrayList<>();
  private final Consumer<Batch> last;
  private final OtherOutputs others;

  /** Takes what transforms emit to other outputs than the main one. */
  @FunctionalInterface
  interface OtherOutputs {
    /** Takes ownership of a batch of the transform with this index. */
    void take(int transform, String output, Batch batch);
  }

  /**
   * Opens the transforms.
   *
   * @param states for each transform
   * @param last takes ownership of the batches that the last one emits to its main output
   */
  TransformChain(
      List<Transform> transforms,
      StreamPlan stream,
      int lane,
      BufferAllocator allocator,
      Schema input,
      List<Optional<TransformState>> states,
      Consumer<Batch> last,
      OtherOutputs others) {
    this.last = last;
    this.others = others;
    Schema schema = input;
    boolean opened = false;
    try {
      for (int i = 0; i < transforms.size(); i++) {
        Transform transform = transforms.get(i);
        instances.add(
            transform.open(
                new Transform.Context(
                    stream.name(), lane, allocator, schema, states.get(i), stream.savesState())));
        Transform.OutputSchema main = transform.outputs(schema).get(Transform.MAIN);
        schema = Objects.requireNonNull(main, "The planner requires a main output").schema();
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

  /** Returns the state of the transform with this index. */
  TransformState saveState(int index) {
    return instances.get(index).saveState();
  }

  List<Notice> notices() {
    return instances.stream().flatMap(instance -> instance.notices().stream()).toList();
  }

  private Transform.Output output(int index) {
    return (name, batch) -> {
      if (name.equals(Transform.MAIN)) {
        process(index + 1, batch);
      } else {
        others.take(index, name, batch);
      }
    };
  }

  @Override
  public void close() {
    List<Runnable> closes = new ArrayList<>();
    instances.forEach(instance -> closes.add(instance::close));
    Closing.all(closes);
  }
}
