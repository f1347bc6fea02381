package dev.weir.rules.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.unit.ByteSize;
import dev.weir.rules.schema.FieldType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What modules read, and what becomes of those that fail. */
class WasmPredicateTest {
  private static final Watchdog WATCHDOG = new Watchdog();

  @AfterAll
  static void closeWatchdog() {
    WATCHDOG.close();
  }

  @Test
  void matches_number_isComparedIfPresent() {
    WasmPredicate predicate = WasmModules.compile("number.wasm", WATCHDOG);

    assertThat(predicate.matches(WasmModules.number(42))).isTrue();
    assertThat(predicate.matches(WasmModules.number(43))).isFalse();
    assertThat(predicate.matches(WasmModules.event().build())).isFalse();
  }

  @Test
  void matches_fieldsOfAllTypes_areRead() {
    WasmPredicate predicate = WasmModules.compile("types.wasm", WATCHDOG);

    assertThat(predicate.matches(WasmModules.ofAllTypes())).isTrue();
  }

  @Test
  void matches_missingFields_areToldApartFromEmptyOnes() {
    WasmPredicate predicate = WasmModules.compile("missing.wasm", WATCHDOG);

    assertThat(predicate.matches(WasmModules.event().build())).isTrue();
    assertThat(predicate.matches(WasmModules.event().text(5, "").build())).isFalse();
    assertThat(predicate.matches(WasmModules.event().bytes(6, new byte[0]).build())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2  | returned 7; allowed are 1, 0 and negative error codes",
        "3  | returned -5, an error",
        "4  | trapped: Trapped on unreachable instruction",
        "7  | trapped: out of bounds memory access: attempted to access address: 65536 but limit"
            + " is: 65536 and size: 4",
        "8  | trapped: integer divide by zero",
        "9  | trapped: call stack exhausted",
        "10 | failed: it reads the field n of type i64 as f64",
        "11 | failed: it reads the field 99, an unknown id",
        "12 | failed: it reads the field l, which the event does not have; ask event_has first",
      })
  @Timeout(60)
  void matches_failure_isOneSentenceAndReplacesTheInstance(long n, String reason) {
    WasmPredicate predicate = WasmModules.compile("behaviours.wasm", WATCHDOG);

    // More often than there can be instances: none that failed keeps its place.
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> predicate.matches(WasmModules.number(n)))
          .isInstanceOf(WasmPredicateException.class)
          .hasMessage("The predicate behaviours.wasm " + reason);
    }
    assertThat(predicate.matches(WasmModules.number(1))).isTrue();
  }

  @Test
  void matches_missingNumber_isNoZero() {
    WasmPredicate predicate = WasmModules.compile("behaviours.wasm", WATCHDOG);

    assertThatThrownBy(() -> predicate.matches(WasmModules.event().build()))
        .hasMessage(
            "The predicate behaviours.wasm failed: it reads the field n, which the event does not"
                + " have; ask event_has first");
  }

  @Test
  void matches_elementOutOfBounds_isAnError() {
    WasmPredicate predicate = WasmModules.compile("behaviours.wasm", WATCHDOG);
    var event = WasmModules.event().i64(1, 12).array(7, FieldType.I64_ARRAY, List.of(1L)).build();

    assertThatThrownBy(() -> predicate.matches(event))
        .hasMessage(
            "The predicate behaviours.wasm failed: it reads the element 1 of the field l, which has"
                + " 1");
  }

  @Test
  void matches_endlessLoop_isStoppedAndLeavesNoInterrupt() {
    WasmPredicate predicate =
        WasmModules.compile(
            "behaviours.wasm",
            new WasmBounds(ByteSize.ofMb(1), ByteSize.ofMb(1), Duration.ofMillis(100), 1),
            WATCHDOG);

    assertThatThrownBy(() -> predicate.matches(WasmModules.number(5)))
        .isInstanceOf(WasmPredicateException.class)
        .hasMessage(
            "The predicate behaviours.wasm was stopped: its evaluation took more than 100 ms; bound"
                + " its loops, or raise the limit");

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(predicate.matches(WasmModules.number(1))).isTrue();
  }

  @Test
  void matches_whileTheThreadIsInterrupted_endsAndKeepsTheInterrupt() {
    WasmPredicate predicate = WasmModules.compile("behaviours.wasm", WATCHDOG);

    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> predicate.matches(WasmModules.number(5)))
          .isInstanceOf(CancellationException.class)
          .hasMessage("The predicate behaviours.wasm was interrupted, as the run is cancelled");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void matches_growingMemory_isRefusedAtTheBound() {
    WasmPredicate predicate = WasmModules.compile("behaviours.wasm", WATCHDOG);

    assertThat(predicate.matches(WasmModules.number(6))).isTrue();
    // The memory of an instance stays; that of another instance is its own.
    assertThat(predicate.matches(WasmModules.number(13))).isTrue();
    assertThatThrownBy(() -> predicate.matches(WasmModules.number(4)))
        .isInstanceOf(WasmPredicateException.class);
    assertThat(predicate.matches(WasmModules.number(13))).isFalse();
  }

  @Test
  void matches_byManyThreads_isRight() throws Exception {
    WasmPredicate predicate = WasmModules.compile("number.wasm", WATCHDOG);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Integer>> found = new ArrayList<>();
      for (int t = 0; t < 6; t++) {
        found.add(
            threads.submit(
                () -> {
                  int matches = 0;
                  for (int i = 0; i < 2_000; i++) {
                    matches += predicate.matches(WasmModules.number(40 + i % 4)) ? 1 : 0;
                  }
                  return matches;
                }));
      }
      for (Future<Integer> future : found) {
        assertThat(result(future)).isEqualTo(500);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int result(Future<Integer> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
