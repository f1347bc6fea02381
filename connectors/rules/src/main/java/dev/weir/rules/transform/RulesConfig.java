package dev.weir.rules.transform;

import dev.weir.core.connector.Settings;
import dev.weir.rules.rule.RuleSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a transform.
 *
 * @param rules the directory of rule files
 * @param time the column of the time
 * @param type the column of the event type; without one, events are of no type
 * @param key the column, or the field of the payload, of the entity key
 * @param payload the column with JSON objects, from which the fields of {@code schema.yaml} come
 *     that are no columns
 * @param columns that rules see; empty for all
 * @param lateness in place of that of {@code schema.yaml}
 */
record RulesConfig(
    Path rules,
    String time,
    Optional<String> type,
    Optional<String> key,
    Optional<String> payload,
    List<String> columns,
    Optional<Duration> lateness) {
  private static final String LATENESS = "lateness";

  RulesConfig {
    columns = List.copyOf(columns);
  }

  private static boolean isPath(String text) {
    try {
      return !text.isBlank() && !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static RulesConfig of(Settings settings) {
    return new RulesConfig(
        Path.of(settings.text("rules", RulesConfig::isPath, "a directory of rule files")),
        settings.text("time", text -> !text.isEmpty(), "the column of the time of events"),
        settings.optionalText("type"),
        settings.optionalText("key"),
        settings.optionalText("payload"),
        settings.texts("columns"),
        settings.optionalText(LATENESS).isPresent()
            ? Optional.of(
                settings.duration(
                    LATENESS, Duration.ZERO, Duration.ZERO, RuleSettings.LATENESS_MAX))
            : Optional.empty());
  }
}
