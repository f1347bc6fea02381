package dev.weir.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphCommandTest {
  private static final int LARGE = 16 << 20;

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void flameGraph_recordingOfJfr_namesWhatAllocated() throws IOException {
    Path file = directory.resolve("profile.jfr");
    try (Recording recording = new Recording()) {
      // Each large array is an event, as it is allocated outside of the thread's buffer.
      recording.enable("jdk.ObjectAllocationOutsideTLAB").withStackTrace();
      recording.start();
      assertThat(allocateLargeArrays()).isEqualTo(4L * LARGE);
      recording.stop();
      recording.dump(file);
    }
    assertThat(run("--recording", file.toString(), "--title", "alpha, fast")).isZero();
    assertThat(directory.resolve("allocation.html"))
        .content()
        .contains("alpha, fast, allocation")
        .contains("allocateLargeArrays");
    assertThat(directory.resolve("cpu.html")).content().contains("alpha, fast, CPU time");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "%s\n%s\n"
                .formatted(directory.resolve("cpu.html"), directory.resolve("allocation.html")));
  }

  @Test
  void flameGraph_fileThatIsNoRecording_exitsWith5AndItsName() throws IOException {
    Path file = Files.writeString(directory.resolve("profile.jfr"), "no recording".repeat(100));
    assertThat(run("--recording", file.toString())).isEqualTo(5);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .hasLineCount(1)
        .contains("The recording " + file + " cannot be drawn");
  }

  private static long allocateLargeArrays() {
    long bytes = 0;
    for (int i = 0; i < 4; i++) {
      bytes += new byte[LARGE].length;
    }
    return bytes;
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "flame-graph";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return WeirBench.run(out, err, Clock.systemUTC(), arguments);
  }
}
