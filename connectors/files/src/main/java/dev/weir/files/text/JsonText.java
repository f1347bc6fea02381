package dev.weir.files.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** Parsers of JSON text, which is bounded before it is parsed. */
public final class JsonText {
  /** The names of keys may be data, so they are not interned. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonText() {}

  /**
   * Checks that a text is one JSON value.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void check(char[] text, int start, int length) {
    try (JsonParser parser = FACTORY.createParser(text, start, length)) {
      if (parser.nextToken() == null) {
        throw new IllegalArgumentException("not JSON: there is no value");
      }
      parser.skipChildren();
      parser.finishToken();
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("not JSON: there is a second value");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }
}
