package dev.weir.bench.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a connector's set-up says about its surroundings: one JSON object, flat. */
public final class Facts {
  /** The fact that becomes part of the {@link Environment}. */
  public static final String POSTGRES = "postgres";

  private Facts() {}

  /** The facts in {@code file}; none where it does not exist or is empty. */
  public static Map<String, String> read(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return text.isBlank() ? Map.of() : SampleJson.facts(Fields.parse(text));
    } catch (IncompleteRecordException e) {
      throw new IncompleteRecordException("the set-up's facts: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IncompleteRecordException("the set-up's facts cannot be read: " + e, e);
    }
  }
}
