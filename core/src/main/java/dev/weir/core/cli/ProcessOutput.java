package dev.weir.core.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A standard stream of the process, in UTF-8 whatever the locale, and its file below it. */
final class ProcessOutput extends PrintStream {
  private final OutputStream file;

  private ProcessOutput(FileOutputStream file) {
    super(file, true, StandardCharsets.UTF_8);
    this.file = file;
  }

  static ProcessOutput of(FileDescriptor descriptor) {
    return new ProcessOutput(new FileOutputStream(descriptor));
  }

  /** Returns the stream that reports failures. */
  OutputStream file() {
    return file;
  }
}
