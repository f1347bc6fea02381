package dev.weir.bench.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the scripts, in a repository of its own. */
abstract class ShellTest {
  /** The arguments of the smallest benchmark there is. */
  static final String[] QUICK = {"alpha", "100", "--iters", "1", "--modes", "fast"};

  /** The options of the smallest comparison. */
  static final String[] QUICK_COMPARISON = {
    "--connector", "alpha", "--rows", "100", "--repeats", "2", "--seed", "5"
  };

  @TempDir Path directory;

  ScratchRepository repository;

  @BeforeEach
  void createRepository() throws IOException {
    repository = ScratchRepository.create(directory);
  }

  @AfterEach
  void endProcesses() throws IOException {
    repository.endProcesses();
    repository.removeLinks();
  }

  /** Starts a program, and waits until the fake's {@code hook} hangs in it. */
  ScriptProcess startUntilHanging(String hook, Path program, String... arguments)
      throws IOException, InterruptedException {
    repository.environment().put("FAKE_HANG", hook);
    ScriptProcess process = repository.start(program, arguments);
    repository.trace().awaitHanging(hook);
    return process;
  }

  static String[] arguments(String first, String... others) {
    return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
  }
}
