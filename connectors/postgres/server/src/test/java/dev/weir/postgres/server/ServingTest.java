package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, started as the harness starts it: with a FIFO as its standard input. */
class ServingTest {
  private static final long END_SECONDS = 60;

  @TempDir Path directory;

  private Path work;
  private Path ready;
  private Path fifo;

  @BeforeEach
  void createFifo() throws IOException, InterruptedException {
    work = directory.resolve("work");
    ready = directory.resolve("ready");
    fifo = directory.resolve("lifeline");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
  }

  @AfterEach
  void stop() {
    StaleServerCleanup.stop(work);
  }

  @Test
  void run_lifelineEnds_leavesNothing() throws Exception {
    Process serve;
    ProcessHandle postmaster;
    try (RandomAccessFile lifeline = new RandomAccessFile(fifo.toFile(), "rw")) {
      serve = serve();
      assertThat(announced(serve))
          .matches("PostgreSQL \\S+ \\(embedded\\) at postgres@127.0.0.1:\\d+");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ready)))
          .isEqualTo("rw-------");
      postmaster = Processes.postmaster(work);
      lifeline.write('x');
    }
    assertThat(serve.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(serve.exitValue()).isZero();
    assertThat(postmaster.isAlive()).isFalse();
    assertThat(work).isEmptyDirectory();
    assertThat(ready).doesNotExist();
  }

  @Test
  void run_parentKilled_leavesNothing() throws Exception {
    // The parent holds the write end of the lifeline, and its child does not.
    List<String> command = new ArrayList<>(List.of("sh", "-c"));
    command.add("fifo=$1; shift; exec 9<>\"$fifo\"; \"$@\" <\"$fifo\" 9>&- & wait");
    command.addAll(List.of("parent", fifo.toString()));
    command.addAll(Processes.weirPostgres(arguments()));
    Process parent = new ProcessBuilder(command).redirectErrorStream(true).start();
    announced(parent);
    ProcessHandle serve = parent.children().findFirst().orElseThrow();
    ProcessHandle postmaster = Processes.postmaster(work);

    parent.destroyForcibly().waitFor();

    serve.onExit().get(END_SECONDS, TimeUnit.SECONDS);
    assertThat(postmaster.isAlive()).isFalse();
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void run_ownerEnds_leavesNothing() throws Exception {
    Process owner = new ProcessBuilder("sleep", "600").start();
    List<String> command = new ArrayList<>(Processes.weirPostgres(arguments()));
    command.addAll(List.of("--owner", Long.toString(owner.pid())));
    Process serve =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(announced(serve)).startsWith("PostgreSQL");
      ProcessHandle postmaster = Processes.postmaster(work);
      assertThat(postmaster.isAlive()).isTrue();

      owner.destroyForcibly().waitFor();

      assertThat(serve.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(postmaster.isAlive()).isFalse();
      assertThat(work).isEmptyDirectory();
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void run_ownerIsNoProcess_fails() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    List<String> command = new ArrayList<>(Processes.weirPostgres(arguments()));
    command.addAll(List.of("--owner", Long.toString(ended.pid())));
    Process serve = new ProcessBuilder(command).redirectErrorStream(true).start();

    assertThat(announced(serve)).contains("--owner " + ended.pid() + " is no running process");
    assertThat(serve.waitFor()).isEqualTo(64);
  }

  @Test
  void run_sigterm_leavesNothing() throws Exception {
    try (RandomAccessFile lifeline = new RandomAccessFile(fifo.toFile(), "rw")) {
      Process serve = serve();
      announced(serve);
      ProcessHandle postmaster = Processes.postmaster(work);

      serve.destroy();

      assertThat(serve.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(postmaster.isAlive()).isFalse();
      assertThat(work).isEmptyDirectory();
      assertThat(lifeline.getChannel().isOpen()).isTrue();
    }
  }

  @Test
  void run_killed_serverEnds() throws Exception {
    try (RandomAccessFile lifeline = new RandomAccessFile(fifo.toFile(), "rw")) {
      Process serve = serve();
      announced(serve);
      ProcessHandle postmaster = Processes.postmaster(work);

      serve.destroyForcibly().waitFor();

      postmaster.onExit().get(END_SECONDS, TimeUnit.SECONDS);
      StaleServerCleanup.stop(work);
      assertThat(work).isEmptyDirectory();
      assertThat(ready).doesNotExist();
      assertThat(lifeline.getChannel().isOpen()).isTrue();
    }
  }

  @Test
  void stop_watchdogKilled_endsTheServer() throws Exception {
    try (RandomAccessFile lifeline = new RandomAccessFile(fifo.toFile(), "rw")) {
      Process serve = serve();
      announced(serve);
      ProcessHandle postmaster = Processes.postmaster(work);
      ProcessHandle watchdog = postmaster.parent().orElseThrow();
      // Kills the reader of the pipe first, which would still stop the server.
      watchdog.children().filter(child -> !child.equals(postmaster)).forEach(this::kill);
      kill(watchdog);
      serve.destroyForcibly().waitFor();
      assertThat(postmaster.isAlive()).isTrue();

      StaleServerCleanup.stop(work);
      StaleServerCleanup.stop(work);

      assertThat(postmaster.isAlive()).isFalse();
      assertThat(work).isEmptyDirectory();
      assertThat(lifeline.getChannel().isOpen()).isTrue();
    }
  }

  @Test
  void run_workDirectoryInUse_fails() throws Exception {
    try (RandomAccessFile lifeline = new RandomAccessFile(fifo.toFile(), "rw")) {
      Process serve = serve();
      announced(serve);

      Process second = serve();
      assertThat(announced(second)).contains("Another weir-postgres serves from " + work);
      assertThat(second.waitFor()).isEqualTo(5);
      assertThat(Processes.postmaster(work).isAlive()).isTrue();

      StaleServerCleanup.stop(work);
      assertThat(serve.isAlive()).isFalse();
      assertThat(work).isEmptyDirectory();
      assertThat(lifeline.getChannel().isOpen()).isTrue();
    }
  }

  private void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  private String[] arguments() {
    return new String[] {
      "serve", "--postgres", "embedded", "--work", work.toString(), "--ready", ready.toString()
    };
  }

  private Process serve() throws IOException {
    return new ProcessBuilder(Processes.weirPostgres(arguments()))
        .redirectInput(fifo.toFile())
        .redirectErrorStream(true)
        .start();
  }

  /** Waits for the first line of a process's output and returns it. */
  private static String announced(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    return line == null ? "" : line;
  }
}
