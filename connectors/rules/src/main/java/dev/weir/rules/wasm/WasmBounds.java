package dev.weir.rules.wasm;

import com.dylibso.chicory.runtime.Memory;
import dev.weir.core.unit.ByteSize;
import java.time.Duration;

/**
 * Bounds of a module.
 *
 * @param module the size of the module itself
 * @param memory of one instance, rounded down to pages of 64 KiB; a module that asks for more gets
 *     the answer that memory.grow defines, -1
 * @param evaluation the time of one evaluation, or of one instantiation with {@code pred_init};
 *     past it the evaluation fails
 * @param instances at one time
 */
public record WasmBounds(ByteSize module, ByteSize memory, Duration evaluation, int instances) {
  /** Entries of a table, each of about 12 bytes. */
  static final int TABLE_ENTRIES_MAX = 65_536;

  private static final Duration EVALUATION_MIN = Duration.ofMillis(1);

  public static final WasmBounds DEFAULT =
      new WasmBounds(ByteSize.ofMb(4), ByteSize.ofMb(16), Duration.ofMillis(100), 4);

  public WasmBounds {
    if (memory.bytes() < Memory.PAGE_SIZE || instances < 1) {
      throw new IllegalArgumentException(
          "An instance needs at least one page of memory, and there must be one: %s, %d"
              .formatted(memory, instances));
    }
    if (evaluation.compareTo(EVALUATION_MIN) < 0) {
      throw new IllegalArgumentException(
          "The time of an evaluation must be at least 1 ms: " + evaluation);
    }
  }

  int memoryPages() {
    return (int) Math.min(memory.bytes() / Memory.PAGE_SIZE, Memory.RUNTIME_MAX_PAGES);
  }
}
