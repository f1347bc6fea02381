package dev.weir.rules.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads events from a file of JSON lines: one object a line; empty lines are passed over. */
public final class JsonEvents implements AutoCloseable {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(Map.class);

  private final BufferedReader lines;
  private long line;

  /** Opens a file in UTF-8. */
  public JsonEvents(Path file) throws IOException {
    lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
  }

  /** Returns the number of the line that was read last, from 1. */
  public long line() {
    return line;
  }

  /**
   * Returns the next event; empty at the end.
   *
   * @throws InputException if the line is no JSON object, or no event
   */
  public Optional<RawEvent> next() throws IOException, InputException {
    String text = lines.readLine();
    line++;
    while (text != null && text.isBlank()) {
      text = lines.readLine();
      line++;
    }
    return text == null ? Optional.empty() : Optional.of(event(text));
  }

  /**
   * Returns the event of a JSON object.
   *
   * @throws InputException if the text is no JSON object, or no event
   */
  public static RawEvent event(String text) throws InputException {
    try {
      if (READER.<Object>readValue(text) instanceof Map<?, ?> values) {
        return RawEvents.of(values);
      }
      throw new InputException("The line is no JSON object: it is null");
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new InputException("The line is no JSON object: " + reason);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
