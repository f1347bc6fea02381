package dev.weir.core.pipeline;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Divides a thread's time among stages. It is always in exactly one stage between the first {@link
 * #enter} and {@link #stop}, so the parts add up to the whole by construction; nothing is computed
 * by subtraction. For one thread at a time; called a few times a batch, never a row.
 */
final class StageClock<S extends Enum<S>> {
  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private final Map<S, Long> nanos;
  private Optional<S> current = Optional.empty();
  private long since;

  StageClock(Class<S> stages, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.nanos = new EnumMap<>(stages);
    for (S stage : stages.getEnumConstants()) {
      nanos.put(stage, 0L);
    }
  }

  void enter(S stage) {
    long now = nanoTime.getAsLong();
    leave(now);
    current = Optional.of(stage);
    since = now;
  }

  /** Returns the stage that the thread is in. */
  S current() {
    return current.orElseThrow(() -> new IllegalStateException("The clock is stopped"));
  }

  void stop() {
    leave(nanoTime.getAsLong());
    current = Optional.empty();
  }

  private void leave(long now) {
    current.ifPresent(stage -> nanos.merge(stage, now - since, Long::sum));
  }

  /** Seconds by the stage's name in lower case, in the stages' order. */
  Map<String, Double> partsSecs() {
    Map<String, Double> parts = new LinkedHashMap<>();
    nanos.forEach(
        (stage, spent) ->
            parts.put(stage.name().toLowerCase(Locale.ROOT), spent / NANOS_PER_SECOND));
    return parts;
  }
}
