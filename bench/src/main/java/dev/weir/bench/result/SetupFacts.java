package dev.weir.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a connector's {@code setup.sh} reports about server and data: one flat JSON object. */
public final class SetupFacts {
  /** The fact that becomes part of the {@link Environment}. */
  public static final String POSTGRES = "postgres";

  private SetupFacts() {}

  /** The facts in {@code file}; none where it does not exist or is empty. */
  public static Map<String, String> read(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return text.isBlank() ? Map.of() : RecordedRunJson.facts(Fields.parse(text));
    } catch (IncompleteRecordException e) {
      throw new IncompleteRecordException("the facts of setup.sh: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IncompleteRecordException("the facts of setup.sh cannot be read: " + e, e);
    }
  }
}
