package dev.weir.core.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A parsed document: scalars, sequences and mappings, each with the line where it begins. */
sealed interface YamlNode {
  /** From 1. */
  int line();

  /** What a reader of the document would call it. */
  String kind();

  /**
   * A value.
   *
   * @param plain whether it was written without quotes
   */
  record Scalar(String text, boolean plain, int line) implements YamlNode {
    /** Whether it is YAML's null, and so a key without a value. */
    boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String kind() {
      return isNull() ? "nothing" : "the text " + NearMiss.quote(text);
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, int line) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys and values, in the document's order. */
  record Mapping(Map<String, Entry> entries, int line) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(entries);
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /**
   * A key's value.
   *
   * @param keyLine the line of the key, which may be above its value's
   */
  record Entry(int keyLine, YamlNode value) {}
}
