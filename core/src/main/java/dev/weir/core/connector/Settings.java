package dev.weir.core.connector;

import dev.weir.core.unit.ByteSize;
import dev.weir.core.unit.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One mapping of the document, read key by key. An invalid value is reported with its path, and its
 * default (or a valid placeholder) is returned, so that reading continues and finds all problems;
 * they are thrown at the end. A key that is never read is reported as unknown, so each key is read
 * whatever the values of the others.
 */
public interface Settings {
  /** A mandatory text; the placeholder is empty. */
  String text(String key);

  /**
   * A text that must be there and pass a test; the stand-in is empty.
   *
   * @param allowed what passes the test, for the message: {@code a DNS name or an address}
   */
  String text(String key, Predicate<String> test, String allowed);

  /** A text, or the default where the key is absent. */
  String text(String key, String defaultValue);

  /** A text; empty where the key is absent. */
  Optional<String> optionalText(String key);

  /** A whole number of decimal digits, from {@code min} to {@code max}, both allowed. */
  int integer(String key, int defaultValue, int min, int max);

  /** {@code true} or {@code false}. */
  boolean flag(String key, boolean defaultValue);

  /** A size such as {@code 8mb}, from {@code min} to {@code max}, both allowed. */
  ByteSize size(String key, ByteSize defaultValue, ByteSize min, ByteSize max);

  /** A duration such as {@code 30s} or {@code PT30S}, from {@code min} to {@code max}. */
  Duration duration(String key, Duration defaultValue, Duration min, Duration max);

  /** One of an enum's constants, written in lower case. */
  <E extends Enum<E>> E choice(String key, E defaultValue);

  /** A text that no message shows; it is taken out of whatever the process prints. */
  Secret secret(String key, Secret defaultValue);

  /** A secret as {@link #secret}; empty where the key is absent. */
  Optional<Secret> optionalSecret(String key);

  /** Takes a text that the caller has found in a secret out of whatever the process prints. */
  void conceal(Secret secret);

  /** An environment variable; empty where it is not set. */
  Optional<String> environmentVariable(String name);

  /** A list of texts; empty where the key is absent. */
  List<String> texts(String key);

  /** Notes a problem at {@code key} that only the caller can see. */
  void reject(String key, String message);
}
