package dev.weir.files.destination;

import dev.weir.core.connector.Destination;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Settings;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FileType;
import dev.weir.files.store.Location;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Writes files. */
public final class FilesDestination implements Destination {
  static final Place PLACE = Place.of(Side.DESTINATION, "files");

  private final Location location;
  private final Optional<FileType> type;

  /** Shared by the sessions of the lanes, which commit side by side. */
  private final Optional<ReceiptsFile> receipts;

  /** Rows that were written to standard output cannot be taken back, so a run has one attempt. */
  private final AtomicBoolean plainOutputUsed = new AtomicBoolean();

  private final Supplier<WritableByteChannel> standardOutput;

  /** The values of {@code receipts}. */
  private enum ReceiptsChoice {
    KEEP,
    NONE
  }

  private FilesDestination(
      Location location,
      Optional<FileType> type,
      Optional<ReceiptsFile> receipts,
      Supplier<WritableByteChannel> standardOutput) {
    this.location = location;
    this.type = type;
    this.receipts = receipts;
    this.standardOutput = standardOutput;
  }

  public static FilesDestination create(Settings settings) {
    boolean isPlain = settings.choice("receipts", ReceiptsChoice.KEEP) == ReceiptsChoice.NONE;
    Location location = Location.read(settings, isPlain);
    if (location.kind() == Location.Kind.DIRECTORY && location.format().isEmpty()) {
      settings.reject(
          "format", "a directory has no extension: set jsonl, csv, arrow or arrow_stream");
    }
    Optional<FileType> type = location.typeOf(location.path().toString());
    return new FilesDestination(
        location,
        type,
        isPlain || location.kind() == Location.Kind.STANDARD
            ? Optional.empty()
            : type.map(known -> new ReceiptsFile(Target.of(location, known))),
        () -> new FileOutputStream(FileDescriptor.out).getChannel());
  }

  private FileType type() {
    return type.orElseThrow(() -> new IllegalStateException("The configuration is invalid"));
  }

  @Override
  public String loadMethod() {
    return type.map(known -> known.format().name().toLowerCase(Locale.ROOT)).orElse("files");
  }

  @Override
  public boolean usesStandardOutput() {
    return location.kind() == Location.Kind.STANDARD;
  }

  @Override
  public FilesDestination writingTo(WritableByteChannel output) {
    return new FilesDestination(location, type, receipts, () -> output);
  }

  @Override
  public DestinationSession connect() {
    FileType known = type();
    return receipts.isPresent()
        ? new FilesDestinationSession(Target.of(location, known), receipts.get())
        : new PlainSession(known, plainOutput(), plainOutputUsed);
  }

  private PlainOutput plainOutput() {
    if (usesStandardOutput()) {
      return new StandardOutput(standardOutput);
    }
    try {
      return PlainFile.of(location.path());
    } catch (IOException e) {
      throw FileErrors.writing(PLACE, location.display(), e);
    }
  }
}
