package dev.weir.files.jsonl;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.format.BatchReader;
import dev.weir.files.store.FilesError;
import dev.weir.files.text.ColumnDeclaration;
import dev.weir.files.text.JsonText;
import dev.weir.files.text.RowsBuilder;
import dev.weir.files.text.Shown;
import dev.weir.files.text.TextStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object a line. The value of a JSON column keeps its text. */
public final class JsonLinesReader implements BatchReader {
  private final LineChunks chunks;
  private final RowsBuilder rows;
  private final Place place;
  private final String file;
  private final boolean skipsUnknown;
  private final Map<String, Integer> columns = new HashMap<>();
  private @Nullable JsonParser parser;
  private boolean ended;

  /**
   * Creates a reader.
   *
   * @param skipsUnknown whether keys that are no column are skipped; otherwise they are an error
   * @param file the name to show in messages
   */
  public JsonLinesReader(
      BufferedInputStream in,
      List<ColumnDeclaration> declarations,
      boolean skipsUnknown,
      BatchLimits limits,
      BufferAllocator allocator,
      Place place,
      String file)
      throws IOException {
    TextStart.skipMark(in);
    this.chunks = new LineChunks(in, limits.rowBytesMax());
    this.skipsUnknown = skipsUnknown;
    this.place = place;
    this.file = file;
    for (int i = 0; i < declarations.size(); i++) {
      columns.put(declarations.get(i).name(), i);
    }
    this.rows = new RowsBuilder(declarations, limits, allocator, place, file);
  }

  @Override
  public Optional<Batch> next() throws IOException {
    Optional<Batch> ready = rows.poll();
    while (ready.isEmpty() && !ended) {
      read();
      ready = rows.poll();
    }
    return ready;
  }

  /** Reads a row, or begins the next chunk. */
  private void read() throws IOException {
    try {
      JsonParser open = parser;
      if (open == null) {
        nextChunk();
        return;
      }
      JsonToken token = open.nextToken();
      if (token == null) {
        open.close();
        parser = null;
        return;
      }
      rows.begin(chunks.linesBefore() + open.currentTokenLocation().getLineNr());
      if (token != JsonToken.START_OBJECT) {
        throw rows.malformed("a row is not a JSON object");
      }
      row(open);
    } catch (LineChunks.LineTooLongException e) {
      rows.begin(chunks.linesBefore() + 1);
      throw rows.tooWide();
    } catch (JsonProcessingException e) {
      throw invalid(e);
    }
  }

  private void nextChunk() throws IOException {
    if (chunks.next()) {
      parser = JsonText.FACTORY.createParser(chunks.bytes(), 0, chunks.length());
    } else {
      rows.finish();
      ended = true;
    }
  }

  private void row(JsonParser open) throws IOException {
    while (open.nextToken() == JsonToken.FIELD_NAME) {
      String name = open.currentName();
      Integer column = columns.get(name);
      JsonToken token = open.nextToken();
      if (column != null) {
        value(open, token, column);
      } else if (skipsUnknown) {
        open.skipChildren();
      } else {
        throw FilesError.FILE_COLUMNS
            .at(
                place,
                "%s, line %d: the key %s is not a column of the stream"
                    .formatted(
                        file,
                        chunks.linesBefore() + open.currentTokenLocation().getLineNr(),
                        Shown.quoted(name)))
            .withHint(
                "Declare the column in config.columns, or list the wanted ones in the stream's"
                    + " columns.");
      }
    }
    rows.end();
  }

  private void value(JsonParser open, JsonToken token, int column) throws IOException {
    if (rows.isJson(column)) {
      json(open, token, column);
      return;
    }
    switch (token) {
      case VALUE_NULL -> rows.setNull(column);
      case VALUE_STRING -> text(open, column);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (!rows.takesNumbers(column)) {
          throw rows.mismatch(column, "the number " + open.getText());
        }
        text(open, column);
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        if (!rows.takesBooleans(column)) {
          throw rows.mismatch(column, open.getText());
        }
        text(open, column);
      }
      case START_OBJECT -> throw rows.mismatch(column, "an object");
      case START_ARRAY -> throw rows.mismatch(column, "an array");
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("Not a value: " + token);
    }
  }

  private void text(JsonParser open, int column) throws IOException {
    rows.set(column, open.getTextCharacters(), open.getTextOffset(), open.getTextLength());
  }

  /** Copies the bytes of a value; the parser has the offsets of its first and last byte. */
  private void json(JsonParser open, JsonToken token, int column) throws IOException {
    int start = (int) open.currentTokenLocation().getByteOffset();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      open.skipChildren();
    } else {
      open.finishToken();
    }
    int end = (int) open.currentLocation().getByteOffset();
    while (end > start && isSpace(chunks.bytes()[end - 1])) {
      end--;
    }
    rows.setUtf8(column, chunks.bytes(), start, end - start);
  }

  private static boolean isSpace(byte value) {
    return value == ' ' || value == '\t' || value == '\r' || value == '\n';
  }

  private WeirException invalid(JsonProcessingException e) {
    long line = chunks.linesBefore() + (e.getLocation() == null ? 1 : e.getLocation().getLineNr());
    String at = file + ", line " + line;
    String message = e.getOriginalMessage();
    if (e instanceof JsonParseException && message.contains("UTF-8")) {
      return FilesError.FILE_ENCODING.at(place, at + ": the file is not in UTF-8").causedBy(e);
    }
    if (e instanceof JsonEOFException) {
      return FilesError.FILE_TRUNCATED
          .at(place, at + ": the file ends within a JSON object")
          .causedBy(e);
    }
    return FilesError.FILE_ROW
        .at(
            place,
            at + ": not JSON (" + message.split("\n", 2)[0].replaceAll("\\p{Cntrl}", " ") + ")")
        .causedBy(e);
  }

  @Override
  public void close() {
    rows.close();
  }
}
