package dev.weir.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a variable's value, {@code ${NAME}}, into a parsed scalar; where a text needs the two
 * characters themselves, a dollar sign before them says so. A value that is filled in is not looked
 * at again, so it can neither name another variable nor change the document's structure.
 */
final class Variables {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}|\\$\\{");

  private final Map<String, String> values;

  Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Returns the value of a variable; empty where it is not set. */
  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether the text holds a reference, and so its filled form may be a secret. */
  static boolean in(String text) {
    return text.contains("${");
  }

  /**
   * The text with its references filled in.
   *
   * @param problem hears of a reference that has no value or no closing brace
   */
  String fill(String text, Consumer<String> problem) {
    if (!in(text)) {
      return text;
    }
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(filled, Matcher.quoteReplacement(replacement(matcher, problem)));
    }
    return matcher.appendTail(filled).toString();
  }

  private String replacement(Matcher matcher, Consumer<String> problem) {
    String name = matcher.group(1);
    if (name != null) {
      String value = values.get(name);
      if (value == null) {
        problem.accept(
            "the environment variable " + name + " is not set; set it, or write a value");
        return "";
      }
      return value;
    }
    if (matcher.group().equals("${")) {
      problem.accept(
          "found \"${\" without a name and \"}\"; allowed: ${NAME}, or $${ for the text");
    }
    return "${";
  }
}
