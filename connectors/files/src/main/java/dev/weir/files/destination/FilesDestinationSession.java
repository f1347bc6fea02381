package dev.weir.files.destination;

import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.LockableSession;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.connector.WriteOptions;
import dev.weir.core.error.Place;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FilesError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** A session with a file or a directory. */
final class FilesDestinationSession implements DestinationSession, LockableSession {
  private final Target target;
  private final ReceiptsFile receipts;
  private final ValueForm form;
  private @Nullable TargetLock lock;
  private @Nullable String onlyStream;

  FilesDestinationSession(Target target, ReceiptsFile receipts, ValueForm form) {
    this.target = target;
    this.receipts = receipts;
    this.form = form;
  }

  @Override
  public String serverVersion() {
    return "files";
  }

  /** Completes the committed loads, and deletes what others have left. */
  @Override
  public void lock(String pipeline) {
    lock = TargetLock.acquire(target);
    receipts.complete();
    for (Path temporary : target.temporaries()) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        throw FileErrors.writing(FilesDestination.PLACE, temporary.toString(), e);
      }
    }
  }

  /** The lock belongs to the process; the session that holds it outlives the others. */
  @Override
  public void join(String pipeline) {}

  @Override
  public void checkLock(String pipeline) {
    TargetLock held = lock;
    if (held == null || !held.isValid()) {
      throw FilesError.FILE_LOCKED.at(
          FilesDestination.PLACE, "The lock of " + target.location().display() + " is lost");
    }
  }

  @Override
  public Optional<Receipt> receipt(String pipeline, String stream, String loadId) {
    return receipts.find(pipeline, stream).filter(found -> found.loadId().equals(loadId));
  }

  @Override
  public Resumption resume(String pipeline, StreamConfig stream, WriteOptions options) {
    LoadChecks.checkMode(stream, FilesDestination.PLACE.inStream(stream.name()));
    return Resumption.atStart(receipts.find(pipeline, stream.name()), false);
  }

  @Override
  public ValueForm valueForm(StreamConfig stream) {
    return form;
  }

  @Override
  public LoadPlan plan(LoadRequest request) {
    String stream = request.stream().name();
    Place place = FilesDestination.PLACE.inStream(stream);
    LoadChecks.check(request, target.type().format(), place);
    target.checkWritable(target.folder(stream, place), place);
    return target.isDirectory() ? planParts(request, place) : planFile(request, place);
  }

  private FilesLoadPlan planParts(LoadRequest request, Place place) {
    String stream = request.stream().name();
    if (request.options().mode() != WriteMode.REPLACE) {
      return new FilesLoadPlan(request, place, "add a part", request.lanes());
    }
    List<String> foreign = target.foreign(stream, place);
    if (!foreign.isEmpty()) {
      throw FilesError.FILE_UNSUPPORTED
          .at(
              place,
              "The folder %s contains %s, which no run has written, so it cannot be replaced"
                  .formatted(target.folder(stream, place), foreign.get(0)))
          .withHint("Move the file away, or specify another path.");
    }
    return new FilesLoadPlan(request, place, "replace all parts", request.lanes());
  }

  private FilesLoadPlan planFile(LoadRequest request, Place place) {
    String stream = request.stream().name();
    if (onlyStream != null && !onlyStream.equals(stream)) {
      throw FilesError.FILE_STREAMS.at(
          place,
          "%s is one file, and the pipeline has several streams"
              .formatted(target.location().display()));
    }
    onlyStream = stream;
    boolean exists = Files.exists(target.file());
    if (exists && request.options().mode() != WriteMode.REPLACE) {
      throw FilesError.FILE_EXISTS.at(
          place,
          "%s exists, and a file cannot be appended to".formatted(target.location().display()));
    }
    return new FilesLoadPlan(request, place, exists ? "replace the file" : "create the file", 1);
  }

  @Override
  public void prepare(LoadPlan plan) {
    FilesLoadPlan files = (FilesLoadPlan) plan;
    Target.createDirectories(target.folder(files.stream(), files.place()), files.place());
  }

  @Override
  public Load open(LoadPlan plan, BufferAllocator allocator) {
    return new FilesLoad(target, receipts, (FilesLoadPlan) plan, allocator);
  }

  /** Writes to files return by themselves. */
  @Override
  public void cancel() {}

  @Override
  public void close() {
    TargetLock held = lock;
    lock = null;
    if (held != null) {
      held.close();
    }
  }
}
