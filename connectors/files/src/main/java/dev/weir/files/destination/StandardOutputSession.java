package dev.weir.files.destination;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.connector.WriteResult;
import dev.weir.core.error.Place;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FileType;
import dev.weir.files.store.FilesError;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** A session with standard output, which has no receipts. It takes one stream, once. */
final class StandardOutputSession implements DestinationSession {
  private static final String NAME = "Standard output";

  private final FileType type;
  private final ValueForm form;
  private final AtomicBoolean used;
  private @Nullable String onlyStream;
  private @Nullable OutputFile open;
  private boolean isCancelled;

  StandardOutputSession(FileType type, ValueForm form, AtomicBoolean used) {
    this.type = type;
    this.form = form;
    this.used = used;
  }

  @Override
  public String serverVersion() {
    return "files";
  }

  @Override
  public Optional<Receipt> receipt(String pipeline, String stream, String loadId) {
    return Optional.empty();
  }

  @Override
  public Resumption resume(String pipeline, StreamConfig stream, WriteOptions options) {
    LoadChecks.checkMode(stream, FilesDestination.PLACE.inStream(stream.name()));
    return Resumption.atStart(Optional.empty(), false);
  }

  @Override
  public ValueForm valueForm(StreamConfig stream) {
    return form;
  }

  @Override
  public LoadPlan plan(LoadRequest request) {
    String stream = request.stream().name();
    Place place = FilesDestination.PLACE.inStream(stream);
    LoadChecks.check(request, type.format(), place);
    if (onlyStream != null && !onlyStream.equals(stream)) {
      throw FilesError.FILE_STREAMS.at(
          place, "Standard output takes one stream, and the pipeline has several");
    }
    onlyStream = stream;
    return new FilesLoadPlan(request, place, "write to standard output", 1);
  }

  @Override
  public Load open(LoadPlan plan, BufferAllocator allocator) {
    FilesLoadPlan files = (FilesLoadPlan) plan;
    if (used.getAndSet(true)) {
      throw FilesError.FILE_STANDARD_STREAM.at(
          files.place(),
          "The first attempt has written to standard output, so there is no second one");
    }
    OutputFile file =
        OutputFile.take(
            new FileOutputStream(FileDescriptor.out).getChannel(),
            NAME,
            type,
            files.request().schema(),
            allocator,
            files.place());
    track(file);
    return new Output(file);
  }

  private synchronized void track(OutputFile file) {
    open = file;
    if (isCancelled) {
      abort(file);
    }
  }

  /** The reader of a pipe may have stopped reading, so that a write does not return. */
  @Override
  public synchronized void cancel() {
    isCancelled = true;
    OutputFile file = open;
    if (file != null) {
      abort(file);
    }
  }

  private static void abort(OutputFile file) {
    try {
      file.abort();
    } catch (IOException e) {
      throw FileErrors.writing(FilesDestination.PLACE, NAME, e);
    }
  }

  @Override
  public void close() {}

  private record Output(OutputFile file) implements Load {
    @Override
    public SplitWriter writer(Split split) {
      return new Writer(file, split);
    }

    @Override
    public LoadCounts build(List<Committable> committables) {
      file.finish(false);
      return LoadCounts.inserted(committables.stream().mapToLong(Committable::rows).sum());
    }

    @Override
    public void commit(Receipt receipt) {}

    @Override
    public void close() {
      file.close();
    }
  }

  private static final class Writer implements SplitWriter {
    private final OutputFile file;
    private final Split split;
    private long rows;

    Writer(OutputFile file, Split split) {
      this.file = file;
      this.split = split;
    }

    @Override
    public WriteResult write(Batch batch) {
      file.write(batch);
      rows += batch.rows();
      return WriteResult.written(batch.rows());
    }

    @Override
    public Committable finish() {
      return new Committable(split.id(), rows, "");
    }

    @Override
    public void close() {}
  }
}
