package dev.weir.files.destination;

import dev.weir.core.error.WeirException;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FilesError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive lock of a target, on its lock file, which stays. The system releases it at exit.
 */
final class TargetLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private TargetLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  static TargetLock acquire(Target target) {
    Target.createDirectories(target.directory(), FilesDestination.PLACE);
    try {
      FileChannel channel =
          FileChannel.open(target.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = null;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        throw held(target).causedBy(e);
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
      if (lock == null) {
        throw held(target);
      }
      return new TargetLock(channel, lock);
    } catch (IOException e) {
      throw FileErrors.writing(FilesDestination.PLACE, target.lockFile().toString(), e);
    }
  }

  private static WeirException held(Target target) {
    return FilesError.FILE_LOCKED.at(
        FilesDestination.PLACE, "Another run is writing to " + target.location().display());
  }

  boolean isValid() {
    return lock.isValid();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
