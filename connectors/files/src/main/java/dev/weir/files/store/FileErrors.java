package dev.weir.files.store;

import com.github.luben.zstd.ZstdIOException;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.zip.ZipException;

/** What becomes of an {@link IOException}. */
public final class FileErrors {
  private FileErrors() {}

  /**
   * Returns the error of a failed read.
   *
   * @param file the name to show
   */
  public static WeirException reading(Place place, String file, IOException e) {
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return FilesError.FILE_MISSING.at(place, file + " does not exist").causedBy(e);
    }
    if (e instanceof AccessDeniedException) {
      return FilesError.FILE_PERMISSION.at(place, file + " is not readable").causedBy(e);
    }
    if (e instanceof CharacterCodingException) {
      return FilesError.FILE_ENCODING.at(place, file + " is not in UTF-8").causedBy(e);
    }
    if (e instanceof EOFException || reason(e).contains("Truncated source")) {
      return FilesError.FILE_TRUNCATED.at(place, file + " is truncated").causedBy(e);
    }
    if (e instanceof ZipException || e instanceof ZstdIOException) {
      return FilesError.FILE_COMPRESSION
          .at(place, file + ": the compressed data are invalid (" + reason(e) + ")")
          .causedBy(e);
    }
    return FilesError.FILE_IO.at(place, file + " cannot be read: " + reason(e)).causedBy(e);
  }

  /**
   * Returns the error of a failed write.
   *
   * @param file the name to show
   */
  public static WeirException writing(Place place, String file, IOException e) {
    String reason = reason(e);
    if (e instanceof AccessDeniedException) {
      return FilesError.FILE_PERMISSION.at(place, file + " is not writable").causedBy(e);
    }
    String lower = reason.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return FilesError.FILE_DISK_FULL
          .at(place, file + " cannot be written: the file system is full")
          .causedBy(e);
    }
    if (lower.contains("file too large")) {
      return FilesError.FILE_DISK_FULL
          .at(place, file + " cannot be written: its size exceeds a limit")
          .withHint("Raise the limit of the process (ulimit -f) or of the file system.")
          .causedBy(e);
    }
    return FilesError.FILE_IO.at(place, file + " cannot be written: " + reason).causedBy(e);
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
