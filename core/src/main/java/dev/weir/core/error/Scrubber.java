package dev.weir.core.error;

import dev.weir.core.unit.Secret;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Masks secrets in output: registered secrets, passwords in URIs, and values of parameters such as
 * {@code password=}. Drivers and servers quote their input in messages.
 */
public final class Scrubber {
  /** Shorter secrets are not masked, because they occur in ordinary words. */
  static final int SECRET_LENGTH_MIN = 3;

  private static final String MASK = "***";
  private static final Pattern URI_PASSWORD =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.:-]*://[^\\s/?#:@]*):[^\\s/]*@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)\\b(password|passwd|pwd|secret|token)=[^\\s&;,\"']+");

  /** Longest first, so that a secret that contains another is masked completely. */
  private final Set<String> secrets =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  private final Set<String> publicTexts = ConcurrentHashMap.newKeySet();

  /** Registers a secret; secrets of fewer than three characters are ignored. */
  public void add(Secret secret) {
    if (secret.reveal().length() >= SECRET_LENGTH_MIN) {
      secrets.add(secret.reveal());
    }
  }

  /**
   * Registers a text that is not masked even if a secret is equal to it. A password equal to the
   * user name or the connector name would otherwise be masked in every message.
   */
  public void addPublic(String text) {
    publicTexts.add(text);
  }

  /** Returns the text with each secret replaced by {@code ***}. */
  public String scrub(String text) {
    String masked = text;
    for (String secret : secrets) {
      if (!publicTexts.contains(secret)) {
        masked = masked.replace(secret, MASK);
      }
    }
    masked = URI_PASSWORD.matcher(masked).replaceAll("$1:" + MASK + "@");
    return PARAMETER.matcher(masked).replaceAll("$1=" + MASK);
  }
}
