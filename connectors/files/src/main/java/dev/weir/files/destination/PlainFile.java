package dev.weir.files.destination;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is written beside its place and renamed when it is complete. What exists and is not a
 * regular file, such as a device or a named pipe, is written directly.
 */
final class PlainFile implements PlainOutput {
  private final Path path;
  private final Path temporary;
  private final boolean isDirect;

  private PlainFile(Path path, Path temporary, boolean isDirect) {
    this.path = path;
    this.temporary = temporary;
    this.isDirect = isDirect;
  }

  /** A symbolic link stays, and the file that it names is replaced. */
  static PlainFile of(Path named) throws IOException {
    Path path = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
    boolean isDirect = Files.exists(path) && !Files.isRegularFile(path);
    String name = "." + path.getFileName() + ".weir-" + UUID.randomUUID() + ".tmp";
    return new PlainFile(path, path.resolveSibling(name), isDirect);
  }

  @Override
  public String display() {
    return path.toString();
  }

  @Override
  public String strategy() {
    return Files.exists(path) && !isDirect ? "replace the file" : "write the file";
  }

  @Override
  public WritableByteChannel open() throws IOException {
    return isDirect
        ? FileChannel.open(path, StandardOpenOption.WRITE)
        : FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public boolean isStream() {
    return isDirect;
  }

  @Override
  public void publish() throws IOException {
    if (!isDirect) {
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      Durable.sync(path.resolveSibling(""));
    }
  }

  @Override
  public void discard() throws IOException {
    if (!isDirect) {
      Files.deleteIfExists(temporary);
    }
  }
}
