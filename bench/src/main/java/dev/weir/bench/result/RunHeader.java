package dev.weir.bench.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The fields of a line by which it is selected, read without building the whole object. A field is
 * empty where the line does not have it, or where reading stopped before it.
 *
 * @param version of the line's schema
 */
record RunHeader(
    Optional<Long> version,
    Optional<String> runId,
    Optional<String> connector,
    Optional<String> mode,
    Optional<Long> rows,
    Optional<String> sha,
    Optional<String> phase) {

  private static final JsonFactory FACTORY = new JsonFactory();

  /** The last of these fields that the harness writes. */
  private static final String LAST = "bench_run_id";

  /**
   * Reads fields in the order of the line, up to the last one that the harness writes.
   *
   * @param bytes UTF-8
   * @throws IncompleteRecordException where this part of the line is not a JSON object
   */
  static RunHeader read(byte[] bytes, int offset, int length) {
    Builder builder = new Builder();
    try (JsonParser parser = FACTORY.createParser(bytes, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IncompleteRecordException("not a JSON object");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        builder.add(name, parser);
        if (name.equals(LAST)) {
          break;
        }
      }
      return builder.build();
    } catch (JsonProcessingException e) {
      throw new IncompleteRecordException("not a JSON object: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
  }

  private static final class Builder {
    private Optional<Long> version = Optional.empty();
    private Optional<String> runId = Optional.empty();
    private Optional<String> connector = Optional.empty();
    private Optional<String> mode = Optional.empty();
    private Optional<Long> rows = Optional.empty();
    private Optional<String> sha = Optional.empty();
    private Optional<String> phase = Optional.empty();

    void add(String name, JsonParser parser) throws IOException {
      switch (name) {
        case "schema_version" -> version = number(parser);
        case LAST -> runId = text(parser);
        case "connector" -> connector = text(parser);
        case "mode" -> mode = text(parser);
        case "bench_rows" -> rows = number(parser);
        case "git_sha" -> sha = text(parser);
        case "phase" -> phase = text(parser);
        default -> parser.skipChildren();
      }
    }

    private static Optional<String> text(JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        return Optional.of(parser.getText());
      }
      parser.skipChildren();
      return Optional.empty();
    }

    private static Optional<Long> number(JsonParser parser) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return Optional.of(parser.getLongValue());
      }
      parser.skipChildren();
      return Optional.empty();
    }

    RunHeader build() {
      return new RunHeader(version, runId, connector, mode, rows, sha, phase);
    }
  }
}
