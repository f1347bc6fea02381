package dev.weir.files.destination;

import dev.weir.core.connector.Destination;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Settings;
import dev.weir.core.connector.ValueForm;
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
  private final ValuesChoice values;

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
      ValuesChoice values,
      Supplier<WritableByteChannel> standardOutput) {
    this.location = location;
    this.type = type;
    this.receipts = receipts;
    this.values = values;
    this.standardOutput = standardOutput;
  }

  public static FilesDestination create(Settings settings) {
    boolean isPlain = settings.choice("receipts", ReceiptsChoice.KEEP) == ReceiptsChoice.NONE;
    Location location = Location.read(settings, isPlain);
    if (location.kind() == Location.Kind.DIRECTORY && location.format().isEmpty()) {
      settings.reject(
          "format", "a directory has no extension: set jsonl, csv, arrow, arrow_stream or parquet");
    }
    ValuesChoice values = settings.choice("values", ValuesChoice.AUTO);
    Optional<FileType> type = location.typeOf(location.path().toString());
    if (type.filter(known -> !values.isHeldBy(known.format())).isPresent()) {
      settings.reject("values", "jsonl and csv hold values as text: set auto or text");
    }
    return new FilesDestination(
        location,
        type,
        isPlain || location.kind() == Location.Kind.STANDARD
            ? Optional.empty()
            : type.map(known -> new ReceiptsFile(Target.of(location, known))),
        values,
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
    return new FilesDestination(location, type, receipts, values, () -> output);
  }

  @Override
  public DestinationSession connect() {
    FileType known = type();
    ValueForm form = values.form(known.format());
    return receipts.isPresent()
        ? new FilesDestinationSession(Target.of(location, known), receipts.get(), form)
        : new PlainSession(known, form, plainOutput(), plainOutputUsed);
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
