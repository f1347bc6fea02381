package dev.weir.core.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs the command in this process and keeps what it printed. */
final class Terminal {
  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private final PrintStream outStream = new PrintStream(outBytes, true, StandardCharsets.UTF_8);
  private final PrintStream errStream = new PrintStream(errBytes, true, StandardCharsets.UTF_8);

  int run(Map<String, String> environment, String... args) {
    outBytes.reset();
    errBytes.reset();
    return Weir.execute(args, outStream, errStream, environment);
  }

  int run(String... args) {
    return run(Map.of(), args);
  }

  PrintStream errStream() {
    return errStream;
  }

  String out() {
    return outBytes.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return errBytes.toString(StandardCharsets.UTF_8);
  }
}
