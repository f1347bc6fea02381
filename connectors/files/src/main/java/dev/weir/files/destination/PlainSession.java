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
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** A session with standard output, or with a file, without receipts. It takes one stream, once. */
final class PlainSession implements DestinationSession {
  private final FileType type;
  private final ValueForm form;
  private final PlainOutput output;
  private final AtomicBoolean used;
  private final AbandonableOpen opening = new AbandonableOpen();
  private @Nullable String onlyStream;
  private @Nullable OutputFile open;
  private boolean isCancelled;

  PlainSession(FileType type, ValueForm form, PlainOutput output, AtomicBoolean used) {
    this.type = type;
    this.form = form;
    this.output = output;
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
          place, output.display() + " takes one stream, and the pipeline has several");
    }
    onlyStream = stream;
    return new FilesLoadPlan(request, place, output.strategy(), 1);
  }

  @Override
  public Load open(LoadPlan plan, BufferAllocator allocator) {
    FilesLoadPlan files = (FilesLoadPlan) plan;
    if (used.getAndSet(true) && output.isStream()) {
      throw FilesError.FILE_STANDARD_STREAM.at(
          files.place(),
          "The first attempt has written to %s, so there is no second one"
              .formatted(output.display()));
    }
    boolean opened = false;
    try {
      WritableByteChannel channel = output.isStream() ? opening.await(output) : output.open();
      OutputFile file =
          OutputFile.take(
              channel, output.display(), type, files.request().schema(), allocator, files.place());
      track(file);
      opened = true;
      return new PlainLoad(file, output, files.place());
    } catch (IOException e) {
      throw FileErrors.writing(files.place(), output.display(), e);
    } finally {
      if (!opened) {
        discard(output, files.place());
      }
    }
  }

  private static void discard(PlainOutput output, Place place) {
    try {
      output.discard();
    } catch (IOException e) {
      throw FileErrors.writing(place, output.display(), e);
    }
  }

  private synchronized void track(OutputFile file) {
    open = file;
    if (isCancelled) {
      abort(file);
    }
  }

  /** A pipe may have no reader, or one that has stopped reading, so that a call does not return. */
  @Override
  public synchronized void cancel() {
    isCancelled = true;
    opening.abandon();
    OutputFile file = open;
    if (file != null) {
      abort(file);
    }
  }

  private void abort(OutputFile file) {
    try {
      file.abort();
    } catch (IOException e) {
      throw FileErrors.writing(FilesDestination.PLACE, output.display(), e);
    }
  }

  @Override
  public void close() {}

  /** The load into one output. */
  private static final class PlainLoad implements Load {
    private final OutputFile file;
    private final PlainOutput output;
    private final Place place;
    private boolean closed;

    PlainLoad(OutputFile file, PlainOutput output, Place place) {
      this.file = file;
      this.output = output;
      this.place = place;
    }

    @Override
    public SplitWriter writer(Split split) {
      return output.isStream() ? new FlushingWriter(file, split) : new FileSplitWriter(file, split);
    }

    @Override
    public LoadCounts build(List<Committable> committables) {
      file.finish(!output.isStream());
      return LoadCounts.inserted(committables.stream().mapToLong(Committable::rows).sum());
    }

    @Override
    public void commit(Receipt receipt) {
      closeFile();
      try {
        output.publish();
      } catch (IOException e) {
        throw FileErrors.writing(place, output.display(), e);
      }
    }

    private void closeFile() {
      if (!closed) {
        closed = true;
        file.close();
      }
    }

    @Override
    public void close() {
      try {
        closeFile();
      } finally {
        discard(output, place);
      }
    }
  }

  /** Passes each batch on at once, as its reader may wait for it. */
  private static final class FlushingWriter extends FileSplitWriter {
    private final OutputFile file;

    FlushingWriter(OutputFile file, Split split) {
      super(file, split);
      this.file = file;
    }

    @Override
    public WriteResult write(Batch batch) {
      WriteResult result = super.write(batch);
      file.flush();
      return result;
    }
  }
}
