package dev.weir.core.pipeline;

import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.Marker;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.SnapshotSession;
import dev.weir.core.connector.Source;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.contract.Rows;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A source whose streams have one split each, which returns given results and then its end. It can
 * share its snapshot.
 *
 * @param steps made anew for each reader
 * @param onPlan called with each request
 */
record ScriptedSource(Steps steps, Consumer<ReadRequest> onPlan) implements Source {
  /** Returns the results of a reader. */
  @FunctionalInterface
  interface Steps {
    Stream<Step> stream();
  }

  /** One result of a reader. */
  @FunctionalInterface
  interface Step {
    ReadResult result(BufferAllocator allocator);
  }

  static ScriptedSource of(Step... steps) {
    return new ScriptedSource(() -> Stream.of(steps), request -> {});
  }

  static Step rows(long firstId, long lastId) {
    return allocator -> new ReadResult.Rows(Rows.batch(allocator, Rows.range(firstId, lastId)));
  }

  static Step idle() {
    return allocator -> ReadResult.IDLE;
  }

  static Step marker(String kind) {
    return allocator -> new ReadResult.Mark(new Marker(kind, ""));
  }

  @Override
  public SourceSession connect(Optional<String> snapshot) {
    return new Session(steps, onPlan);
  }

  private record Session(Steps steps, Consumer<ReadRequest> onPlan)
      implements SourceSession, SnapshotSession {
    @Override
    public String exportSnapshot() {
      return "snapshot";
    }

    @Override
    public String serverVersion() {
      return "Script 1.0";
    }

    @Override
    public ReadPlan plan(ReadRequest request) {
      onPlan.accept(request);
      return new ReadPlan(
          request.stream(),
          Rows.SCHEMA,
          List.of(new Split("0", ReadPart.NEW, -1, "")),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }

    @Override
    public SplitReader read(
        ReadPlan plan, Split split, BatchLimits limits, BufferAllocator allocator) {
      Iterator<Step> left = steps.stream().iterator();
      return () -> left.hasNext() ? left.next().result(allocator) : ReadResult.END;
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }
}
