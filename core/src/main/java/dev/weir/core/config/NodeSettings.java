package dev.weir.core.config;

import dev.weir.core.config.Reading.Text;
import dev.weir.core.config.YamlNode.Entry;
import dev.weir.core.config.YamlNode.Mapping;
import dev.weir.core.config.YamlNode.Scalar;
import dev.weir.core.config.YamlNode.Sequence;
import dev.weir.core.connector.Settings;
import dev.weir.core.unit.ByteSize;
import dev.weir.core.unit.Durations;
import dev.weir.core.unit.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@link Settings} over a parsed mapping. Problems quote the document, never the value of a
 * variable, as that may be a secret.
 */
final class NodeSettings implements Settings {
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,10}");

  private final Mapping mapping;
  private final String path;
  private final Reading reading;

  /** The keys that were asked for, and so are allowed here. */
  private final Set<String> asked = new LinkedHashSet<>();

  /** The keys that are known but refused: not allowed, and not unknown either. */
  private final Set<String> refused = new LinkedHashSet<>();

  NodeSettings(Mapping mapping, String path, Reading reading) {
    this.mapping = mapping;
    this.path = path;
    this.reading = reading;
  }

  @Override
  public String text(String key) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty() && !has(key)) {
      missing(key);
    }
    return text.orElse("");
  }

  @Override
  public String text(String key, Predicate<String> test, String allowed) {
    if (!has(key)) {
      missing(key);
    }
    Optional<Text> text = scalar(key);
    if (text.filter(found -> !test.test(found.value())).isPresent()) {
      found(key, text.get(), allowed);
      return "";
    }
    return text.map(Text::value).orElse("");
  }

  @Override
  public String text(String key, String defaultValue) {
    return optionalText(key).orElse(defaultValue);
  }

  @Override
  public Optional<String> optionalText(String key) {
    return scalar(key).map(Text::value);
  }

  @Override
  public int integer(String key, int defaultValue, int min, int max) {
    return integer(key, defaultValue, min, max, "");
  }

  /**
   * Reads a whole number.
   *
   * @param word what else is allowed, for the message: {@code ", or auto"}
   */
  int integer(String key, int defaultValue, int min, int max, String word) {
    Optional<Text> text = scalar(key);
    if (text.isEmpty()) {
      return defaultValue;
    }
    if (INTEGER.matcher(text.get().value()).matches()) {
      long number = Long.parseLong(text.get().value());
      if (number >= min && number <= max) {
        return (int) number;
      }
    }
    found(key, text.get(), "a whole number from %d to %d".formatted(min, max) + word);
    return defaultValue;
  }

  @Override
  public boolean flag(String key, boolean defaultValue) {
    Optional<Text> text = scalar(key);
    if (text.isEmpty()) {
      return defaultValue;
    }
    return switch (text.get().value()) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        found(key, text.get(), "true, false");
        yield defaultValue;
      }
    };
  }

  @Override
  public ByteSize size(String key, ByteSize defaultValue, ByteSize min, ByteSize max) {
    Optional<Text> text = scalar(key);
    if (text.isEmpty()) {
      return defaultValue;
    }
    try {
      ByteSize size = ByteSize.parse(text.get().value());
      if (size.compareTo(min) >= 0 && size.compareTo(max) <= 0) {
        return size;
      }
    } catch (IllegalArgumentException e) {
      // Told below, in the same words as a size that is out of bounds.
    }
    found(key, text.get(), "a size from %s to %s, such as %s".formatted(min, max, defaultValue));
    return defaultValue;
  }

  @Override
  public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
    Optional<Text> text = scalar(key);
    if (text.isEmpty()) {
      return defaultValue;
    }
    try {
      Duration duration = Durations.parse(text.get().value());
      if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    } catch (IllegalArgumentException e) {
      // Told below, in the same words as a duration that is out of bounds.
    }
    found(
        key,
        text.get(),
        "a duration from %s to %s, such as %s"
            .formatted(
                Durations.format(min), Durations.format(max), Durations.format(defaultValue)));
    return defaultValue;
  }

  @Override
  public <E extends Enum<E>> E choice(String key, E defaultValue) {
    Map<String, E> constants = new LinkedHashMap<>();
    for (E constant : defaultValue.getDeclaringClass().getEnumConstants()) {
      constants.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    Optional<Text> text = scalar(key);
    if (text.isEmpty()) {
      return defaultValue;
    }
    E constant = constants.get(text.get().value());
    if (constant == null) {
      reject(key, NearMiss.found(text.get().shown(), constants.keySet()));
      return defaultValue;
    }
    return constant;
  }

  @Override
  public Secret secret(String key, Secret defaultValue) {
    Secret secret = optionalSecret(key).orElse(defaultValue);
    conceal(secret);
    return secret;
  }

  @Override
  public Optional<Secret> optionalSecret(String key) {
    Optional<Secret> secret = read(key).map(Text::value).map(Secret::of);
    secret.ifPresent(this::conceal);
    return secret;
  }

  @Override
  public void conceal(Secret secret) {
    reading.scrubber().add(secret);
  }

  @Override
  public Optional<String> environmentVariable(String name) {
    return reading.variables().find(name);
  }

  @Override
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(key)) {
      String place = place(key) + "[" + texts.size() + "]";
      texts.add(reading.text(item, place).map(Text::value).orElse(""));
    }
    return texts;
  }

  @Override
  public void reject(String key, String message) {
    reading.problems().add(place(key), line(key), message);
  }

  /** Whether the key is written in the document. */
  boolean has(String key) {
    asked.add(key);
    return mapping.entries().containsKey(key);
  }

  /** Returns all keys that are written; for a mapping whose keys are names. */
  Set<String> keys() {
    return mapping.entries().keySet();
  }

  /** Notes that a key must be there. */
  void missing(String key) {
    reject(key, "is missing");
  }

  /** A mapping below this one; an empty one where the key is absent. */
  NodeSettings section(String key) {
    asked.add(key);
    Optional<YamlNode> node = value(key);
    if (node.isPresent() && node.get() instanceof Mapping found) {
      return new NodeSettings(found, place(key), reading);
    }
    node.ifPresent(other -> reject(key, "found " + other.kind() + "; allowed: a mapping of keys"));
    return new NodeSettings(new Mapping(Map.of(), line(key)), place(key), reading);
  }

  /** The mappings of a list; none where the key is absent. */
  List<NodeSettings> sections(String key) {
    List<NodeSettings> sections = new ArrayList<>();
    int index = 0;
    for (YamlNode item : items(key)) {
      String place = place(key) + "[" + index++ + "]";
      if (item instanceof Mapping found) {
        sections.add(new NodeSettings(found, place, reading));
      } else {
        reading
            .problems()
            .add(place, item.line(), "found " + item.kind() + "; allowed: a mapping of keys");
      }
    }
    return sections;
  }

  /** A value of which this version knows one or more of the documented ones. */
  String oneOf(String key, String defaultValue, String... allowed) {
    Optional<Text> text = scalar(key);
    List<String> values = Arrays.asList(allowed);
    if (text.isPresent() && !values.contains(text.get().value())) {
      reject(
          key,
          NearMiss.quote(text.get().shown())
              + " is not in this version; allowed: "
              + String.join(", ", values));
      return defaultValue;
    }
    return text.map(Text::value).orElse(defaultValue);
  }

  /** Refuses keys that are documented for a later version. */
  void notInThisVersion(String key, String instead) {
    refused.add(key);
    if (mapping.entries().containsKey(key)) {
      reject(key, "is not in this version; " + instead);
    }
  }

  /** Notes each key that was never asked for. To be called once everything was. */
  void rejectUnknownKeys() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!asked.contains(key) && !refused.contains(key)) {
                reading
                    .problems()
                    .add(
                        place(key.isEmpty() ? "\"\"" : key),
                        entry.keyLine(),
                        "is not a key; " + NearMiss.suggestion(key, asked));
              }
            });
  }

  /** The line of a key, or of the whole mapping where it is absent. */
  int line(String key) {
    return Optional.ofNullable(mapping.entries().get(key))
        .map(Entry::keyLine)
        .orElse(mapping.line());
  }

  /** Whether a key's value is a plain scalar, without quotes. */
  boolean isPlain(String key) {
    return value(key).filter(node -> node instanceof Scalar scalar && scalar.plain()).isPresent();
  }

  private Optional<Text> scalar(String key) {
    Optional<Text> text = read(key);
    text.ifPresent(found -> reading.scrubber().addPublic(found.value()));
    return text;
  }

  private Optional<Text> read(String key) {
    asked.add(key);
    return value(key).flatMap(node -> reading.text(node, place(key)));
  }

  private List<YamlNode> items(String key) {
    asked.add(key);
    Optional<YamlNode> node = value(key);
    if (node.isPresent() && node.get() instanceof Sequence sequence) {
      return sequence.items();
    }
    node.ifPresent(other -> reject(key, "found " + other.kind() + "; allowed: a list"));
    return List.of();
  }

  private Optional<YamlNode> value(String key) {
    return Optional.ofNullable(mapping.entries().get(key)).map(Entry::value);
  }

  private void found(String key, Text text, String allowed) {
    reject(key, "found " + NearMiss.quote(text.shown()) + "; allowed: " + allowed);
  }

  private String place(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
