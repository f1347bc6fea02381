package dev.weir.postgres;

import dev.weir.core.connector.Settings;
import dev.weir.core.unit.ByteSize;
import dev.weir.core.unit.Durations;
import dev.weir.core.unit.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Settings that contain only a host, and record how each key is read. */
final class RecordingSettings implements Settings {
  private final String host;
  private final Map<String, Read> reads = new LinkedHashMap<>();

  RecordingSettings(String host) {
    this.host = host;
  }

  /**
   * How a key is read.
   *
   * @param defaultValue the default as written in a pipeline, if there is one
   * @param values the allowed values; empty if they are not enumerated
   */
  record Read(boolean required, Optional<String> defaultValue, List<String> values, String range) {}

  Map<String, Read> reads() {
    return reads;
  }

  @Override
  public String text(String key) {
    read(key, true, Optional.empty());
    return "text";
  }

  @Override
  public String text(String key, Predicate<String> test, String allowed) {
    read(key, true, Optional.empty());
    return host;
  }

  @Override
  public String text(String key, String defaultValue) {
    read(key, false, Optional.of(defaultValue));
    return defaultValue;
  }

  @Override
  public Optional<String> optionalText(String key) {
    read(key, false, Optional.empty());
    return Optional.empty();
  }

  @Override
  public int integer(String key, int defaultValue, int min, int max) {
    range(key, Integer.toString(defaultValue), Integer.toString(min), Integer.toString(max));
    return defaultValue;
  }

  @Override
  public boolean flag(String key, boolean defaultValue) {
    read(key, false, Optional.of(Boolean.toString(defaultValue)));
    return defaultValue;
  }

  @Override
  public ByteSize size(String key, ByteSize defaultValue, ByteSize min, ByteSize max) {
    range(key, defaultValue.toString(), min.toString(), max.toString());
    return defaultValue;
  }

  @Override
  public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
    range(key, Durations.format(defaultValue), Durations.format(min), Durations.format(max));
    return defaultValue;
  }

  @Override
  public <E extends Enum<E>> E choice(String key, E defaultValue) {
    List<String> values =
        Arrays.stream(defaultValue.getDeclaringClass().getEnumConstants())
            .map(RecordingSettings::written)
            .toList();
    reads.put(key, new Read(false, Optional.of(written(defaultValue)), values, ""));
    return defaultValue;
  }

  @Override
  public Secret secret(String key, Secret defaultValue) {
    read(key, false, Optional.of(defaultValue.reveal()));
    return defaultValue;
  }

  @Override
  public Optional<Secret> optionalSecret(String key) {
    read(key, false, Optional.empty());
    return Optional.empty();
  }

  @Override
  public void conceal(Secret secret) {
    throw new AssertionError("There is no secret");
  }

  @Override
  public Optional<String> environmentVariable(String name) {
    throw new AssertionError(name);
  }

  @Override
  public List<String> texts(String key) {
    read(key, false, Optional.empty());
    return List.of();
  }

  @Override
  public void reject(String key, String message) {
    throw new AssertionError(key + ": " + message);
  }

  private void read(String key, boolean required, Optional<String> defaultValue) {
    reads.put(key, new Read(required, defaultValue, List.of(), ""));
  }

  private void range(String key, String defaultValue, String min, String max) {
    reads.put(key, new Read(false, Optional.of(defaultValue), List.of(), min + " to " + max));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
