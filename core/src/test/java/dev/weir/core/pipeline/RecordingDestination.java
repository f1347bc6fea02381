package dev.weir.core.pipeline;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Destination;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.LockableSession;
import dev.weir.core.connector.Marker;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.connector.WriteResult;
import dev.weir.core.contract.Rows;
import dev.weir.core.contract.Rows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;

/** A destination that records in order what the engine asks of it, and may reject rows. */
final class RecordingDestination implements Destination {
  private final List<String> events = new ArrayList<>();
  private final Predicate<Row> rejects;
  private final Runnable onInspect;
  private final Function<String, ValueForm> forms;
  private Optional<Runnable> onCheckLock = Optional.empty();

  RecordingDestination() {
    this(row -> false, () -> {});
  }

  /**
   * Creates a destination.
   *
   * @param onInspect run by each inspection of a target
   */
  RecordingDestination(Predicate<Row> rejects, Runnable onInspect) {
    this(rejects, onInspect, stream -> ValueForm.NATIVE);
  }

  /**
   * Creates a destination.
   *
   * @param forms returns the form that a stream is asked for in
   */
  RecordingDestination(Function<String, ValueForm> forms) {
    this(row -> false, () -> {}, forms);
  }

  private RecordingDestination(
      Predicate<Row> rejects, Runnable onInspect, Function<String, ValueForm> forms) {
    this.rejects = rejects;
    this.onInspect = onInspect;
    this.forms = forms;
  }

  /**
   * Returns a destination whose sessions can lock, for runs with several lanes.
   *
   * @param onCheckLock run by each check of the lock
   */
  static RecordingDestination lockable(Runnable onCheckLock) {
    RecordingDestination destination = new RecordingDestination();
    destination.onCheckLock = Optional.of(onCheckLock);
    return destination;
  }

  synchronized List<String> events() {
    return List.copyOf(events);
  }

  private synchronized void add(String event) {
    events.add(event);
  }

  @Override
  public String loadMethod() {
    return "record";
  }

  @Override
  public DestinationSession connect() {
    return onCheckLock.isPresent() ? new LockingSession(onCheckLock.get()) : new Session();
  }

  private record Plan(String strategy, int lanes) implements LoadPlan {}

  private class Session implements DestinationSession {
    @Override
    public String serverVersion() {
      return "Record 1.0";
    }

    @Override
    public Optional<Receipt> receipt(String pipeline, String stream, String loadId) {
      return Optional.empty();
    }

    @Override
    public Resumption resume(String pipeline, StreamConfig stream, WriteOptions options) {
      return Resumption.atStart(Optional.empty(), false);
    }

    @Override
    public ValueForm valueForm(StreamConfig stream) {
      return forms.apply(stream.name());
    }

    @Override
    public void inspect(StreamConfig stream, WriteOptions options) {
      onInspect.run();
    }

    @Override
    public LoadPlan plan(LoadRequest request) {
      return new Plan("record", request.lanes());
    }

    @Override
    public Load open(LoadPlan plan, BufferAllocator allocator) {
      return new Recording();
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {
      add("close session");
    }
  }

  private final class LockingSession extends Session implements LockableSession {
    private final Runnable onCheck;

    LockingSession(Runnable onCheck) {
      this.onCheck = onCheck;
    }

    @Override
    public void lock(String pipeline) {
      add("lock");
    }

    @Override
    public void join(String pipeline) {
      add("join");
    }

    @Override
    public void checkLock(String pipeline) {
      add("check lock");
      onCheck.run();
    }
  }

  private final class Recording implements Load {
    @Override
    public SplitWriter writer(Split split) {
      add("writer " + split.id());
      return new Writer(split);
    }

    @Override
    public LoadCounts build(List<Committable> committables) {
      return LoadCounts.inserted(committables.stream().mapToLong(Committable::rows).sum());
    }

    @Override
    public void commit(Receipt receipt) {
      add("commit " + receipt.rows());
    }

    @Override
    public void close() {
      add("close load");
    }
  }

  private final class Writer implements SplitWriter {
    private final Split split;
    private long accepted;

    Writer(Split split) {
      this.split = split;
    }

    @Override
    public WriteResult write(Batch batch) {
      List<Row> rows = Rows.of(batch);
      long rejected = rows.stream().filter(rejects).count();
      accepted += rows.size() - rejected;
      add(
          rows.stream()
              .map(row -> Long.toString(row.id()))
              .collect(Collectors.joining(" ", "rows ", "")));
      return new WriteResult(rows.size() - rejected, rejected);
    }

    @Override
    public void marker(Marker marker) {
      add("marker " + marker.kind());
    }

    @Override
    public Committable finish() {
      add("finish");
      return new Committable(split.id(), accepted, "");
    }

    @Override
    public void close() {
      add("close writer");
    }
  }
}
