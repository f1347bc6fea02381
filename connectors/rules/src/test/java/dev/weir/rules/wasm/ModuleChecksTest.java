package dev.weir.rules.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.unit.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Modules that are refused, each with one sentence, which is the first line of its text. */
class ModuleChecksTest {
  private static final Watchdog WATCHDOG = new Watchdog();
  private static final String COMMENT = ";; ";

  @AfterAll
  static void closeWatchdog() {
    WATCHDOG.close();
  }

  static List<String> refusedModules() throws IOException {
    try (Stream<Path> files = Files.list(WasmModules.FOLDER.resolve("refused"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".wat"))
          .map(name -> name.replace(".wat", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("refusedModules")
  void compile_invalidModule_isRefused(String name) throws IOException {
    Path text = WasmModules.FOLDER.resolve("refused").resolve(name + ".wat");
    String message = Files.readAllLines(text).get(0).substring(COMMENT.length());

    assertThatThrownBy(() -> WasmModules.compile("refused/" + name + ".wasm", WATCHDOG))
        .isInstanceOf(WasmPredicateException.class)
        .hasMessage(message);
  }

  @Test
  void refusedModules_areThere() throws IOException {
    assertThat(refusedModules()).hasSizeGreaterThan(10);
  }

  @Test
  void compile_noWebAssembly_isRefused() {
    assertThatThrownBy(() -> compile(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
        .isInstanceOf(WasmPredicateException.class)
        .hasMessageStartingWith("The module rule.wasm is no valid WebAssembly: ");
    assertThatThrownBy(() -> compile(new byte[0]))
        .isInstanceOf(WasmPredicateException.class)
        .hasMessageStartingWith("The module rule.wasm is no valid WebAssembly: ");
  }

  @Test
  void compile_truncatedModule_isRefused() throws IOException {
    byte[] module = Files.readAllBytes(WasmModules.FOLDER.resolve("number.wasm"));
    for (int length = 0; length < module.length; length++) {
      byte[] truncated = Arrays.copyOf(module, length);

      assertThatThrownBy(() -> compile(truncated)).isInstanceOf(WasmPredicateException.class);
    }
  }

  @Test
  void compile_tooLarge_isRefused() {
    assertThatThrownBy(() -> compile(new byte[(1 << 20) + 1]))
        .hasMessage("The module rule.wasm has 1048577 bytes; the limit is 1mb");
  }

  @Test
  void compile_moduleWithoutImports_isUsed() {
    WasmPredicate predicate = WasmModules.compile("always.wasm", WATCHDOG);

    assertThat(predicate.matches(WasmModules.number(0))).isTrue();
  }

  @Test
  void read_textFormat_isRefusedWithTheCommand() {
    assertThatThrownBy(() -> read("always.wat", WasmModules.BOUNDS))
        .isInstanceOf(WasmPredicateException.class)
        .hasMessage(
            "The module always.wat is in the text format; translate it by wat2wasm -o always.wasm"
                + " always.wat (Debian package wabt), and name that file");
  }

  @Test
  void bounds_tooSmall_areRefused() {
    ByteSize size = ByteSize.ofMb(1);
    Duration time = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new WasmBounds(size, new ByteSize(65_535), time, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WasmBounds(size, size, Duration.ofNanos(1), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WasmBounds(size, size, time, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_tooLarge_isRefused() {
    WasmBounds bounds =
        new WasmBounds(new ByteSize(10), ByteSize.ofMb(1), Duration.ofSeconds(1), 1);

    assertThatThrownBy(() -> read("always.wasm", bounds))
        .hasMessage("The module always.wasm has 74 bytes; the limit is 10b");
  }

  private static void read(String resource, WasmBounds bounds) throws IOException {
    PredicateModule.read(WasmModules.FOLDER.resolve(resource), bounds);
  }

  private static void compile(byte[] module) {
    PredicateModule.compile("rule.wasm", module, WasmModules.BOUNDS)
        .predicate(WasmModules.SCHEMA, WATCHDOG);
  }
}
