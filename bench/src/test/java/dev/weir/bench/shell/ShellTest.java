package dev.weir.bench.shell;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the scripts, in a repository of its own. */
abstract class ShellTest {
  @TempDir Path directory;

  ScratchRepository repository;

  @BeforeEach
  void createRepository() throws IOException {
    repository = ScratchRepository.create(directory);
  }

  @AfterEach
  void endHangingHooks() throws IOException {
    repository.trace().endHanging();
    repository.removeLinks();
  }
}
