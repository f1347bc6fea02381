package dev.weir.micro.text;

import dev.weir.core.config.NearMiss;
import dev.weir.core.error.Scrubber;
import dev.weir.core.unit.Secret;
import dev.weir.micro.Agreement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts of messages and connection strings, what is looked for in them, and the gate. */
final class MatchingText {
  static final String SCHEME = "postgresql://";

  private static final String SCHEME_PATTERN = "postgresql://(?s:.*)";
  private static final Pattern COMPILED = Pattern.compile(SCHEME_PATTERN);
  private static final List<String> KEYS =
      List.of(
          "compression",
          "max_batch_bytes",
          "max_batch_rows",
          "max_inflight_bytes",
          "max_retries",
          "parallelism");

  private static final String PASSWORD = "not-a-secret-1";

  private final Scrubber scrubber = new Scrubber();

  String uri = "postgresql://reader@orders.example:5433/orders?sslmode=require";
  String upperUri = uri.toUpperCase(Locale.ROOT);
  String message =
      "connection to server at \"orders.example\", port 5433 failed: FATAL: the database system"
          + " is starting up";
  String messageWithSecret = message + ": " + PASSWORD + " was refused";
  String part = "starting up";
  String typedKey = "max_batch_byte";

  MatchingText() {
    scrubber.add(Secret.of(PASSWORD));
    scrubber.add(Secret.of("not-a-secret-2"));
  }

  boolean startsWith() {
    return uri.startsWith(SCHEME);
  }

  boolean contains() {
    return message.contains(part);
  }

  boolean equalsIgnoringCase() {
    return uri.equalsIgnoreCase(upperUri);
  }

  boolean matchesCompiled() {
    return COMPILED.matcher(uri).matches();
  }

  boolean matchesUncompiled() {
    return uri.matches(SCHEME_PATTERN);
  }

  String scrub(String text) {
    return scrubber.scrub(text);
  }

  Optional<String> suggest() {
    return NearMiss.of(typedKey, KEYS);
  }

  /**
   * Passes if all searches find what is there.
   *
   * @throws IllegalStateException if one does not
   */
  void check() {
    boolean isUri = uri.indexOf(SCHEME) == 0;
    Agreement.requireEqual("startsWith", "the scheme", isUri, startsWith());
    Agreement.requireEqual("the compiled pattern", "the scheme", isUri, matchesCompiled());
    Agreement.requireEqual("the uncompiled pattern", "the scheme", isUri, matchesUncompiled());
    Agreement.requireEqual("contains", "the part", message.indexOf(part) >= 0, contains());
    Agreement.requireEqual(
        "equalsIgnoreCase",
        "the upper-case text",
        uri.toLowerCase(Locale.ROOT).equals(upperUri.toLowerCase(Locale.ROOT)),
        equalsIgnoringCase());
    Agreement.requireEqual("the scrubber", "a message", message, scrub(message));
    Agreement.requireEqual(
        "the scrubber",
        "a message with a secret",
        messageWithSecret.replace(PASSWORD, "***"),
        scrub(messageWithSecret));
    Agreement.requireEqual("the near miss", "a key", Optional.of(KEYS.get(1)), suggest());
  }
}
