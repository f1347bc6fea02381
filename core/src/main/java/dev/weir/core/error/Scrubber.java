package dev.weir.core.error;

import dev.weir.core.unit.Secret;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that leaves the process: those it was told of, and whatever stands as a
 * password in a URI. Drivers and servers quote what they were given, so their messages pass here.
 */
public final class Scrubber {
  /** A shorter secret is part of too many words to be taken out of a sentence. */
  static final int SECRET_LENGTH_MIN = 3;

  private static final String SHOWN = "***";
  private static final Pattern URI_PASSWORD =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.:-]*://[^\\s/?#:@]*):[^\\s/]*@");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)\\b(password|passwd|pwd|secret|token)=[^\\s&;,\"']+");

  /** The longest first, so that a secret inside another leaves no rest of it. */
  private final Set<String> secrets =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length)
              .reversed()
              .thenComparing(Comparator.naturalOrder()));

  private final Set<String> publicTexts = ConcurrentHashMap.newKeySet();

  /** From now on this secret is taken out; those under three characters are passed over. */
  public void add(Secret secret) {
    if (secret.reveal().length() >= SECRET_LENGTH_MIN) {
      secrets.add(secret.reveal());
    }
  }

  /**
   * From now on this text is no secret, even where a secret is equal to it: a password that is also
   * the user's name or the connector's is in every message, and hiding it would only hide those.
   */
  public void addPublic(String text) {
    publicTexts.add(text);
  }

  /** The text with {@code ***} for each secret in it. */
  public String scrub(String text) {
    String clean = text;
    for (String secret : secrets) {
      if (!publicTexts.contains(secret)) {
        clean = clean.replace(secret, SHOWN);
      }
    }
    clean = URI_PASSWORD.matcher(clean).replaceAll("$1:" + SHOWN + "@");
    return PARAMETER.matcher(clean).replaceAll("$1=" + SHOWN);
  }
}
