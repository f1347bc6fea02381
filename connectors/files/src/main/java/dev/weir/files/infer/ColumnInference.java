package dev.weir.files.infer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.weir.files.store.FileFormat;
import dev.weir.files.text.ColumnDeclaration;
import dev.weir.files.text.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Infers the columns of a text file from its first rows. Malformed rows end the sample; the read
 * reports them.
 */
public final class ColumnInference {
  /** The size of the sample. */
  public static final int SAMPLE_BYTES = 1 << 20;

  /** The rows of the sample. */
  public static final int SAMPLE_ROWS = 1000;

  private final Map<String, InferredType> columns = new LinkedHashMap<>();
  private int rows;

  private ColumnInference() {}

  /**
   * The result.
   *
   * @param rows the number of rows of the sample
   */
  public record Inferred(List<ColumnDeclaration> columns, int rows) {}

  /**
   * Infers columns.
   *
   * @param format JSONL or CSV
   * @param sample the first bytes of the file, without a byte order mark
   */
  public static Inferred infer(FileFormat format, byte[] sample) throws IOException {
    ColumnInference inference = new ColumnInference();
    if (format == FileFormat.CSV) {
      inference.csv(new String(sample, StandardCharsets.UTF_8));
    } else {
      inference.jsonLines(sample);
    }
    List<ColumnDeclaration> declarations = new ArrayList<>();
    inference.columns.forEach(
        (name, type) -> declarations.add(new ColumnDeclaration(name, type.type(), false)));
    return new Inferred(declarations, inference.rows);
  }

  private void csv(String sample) {
    List<String> header = List.of();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(sample)) {
      for (CsvRecord record : reader) {
        if (header.isEmpty()) {
          header = record.getFields();
          header.forEach(name -> columns.put(name, InferredType.UNKNOWN));
          continue;
        }
        // The last record of a full sample may be cut off.
        if (rows == SAMPLE_ROWS || record.getFieldCount() != header.size()) {
          break;
        }
        for (int i = 0; i < header.size(); i++) {
          String value = record.getField(i);
          if (!value.isEmpty()) {
            add(header.get(i), InferredType.ofText(value), InferredType.TEXT);
          }
        }
        rows++;
      }
    } catch (CsvParseException | IOException e) {
      return;
    }
  }

  private void jsonLines(byte[] sample) throws IOException {
    try (JsonParser parser = JsonText.FACTORY.createParser(sample)) {
      while (rows < SAMPLE_ROWS && parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          add(name, type(parser, parser.nextToken()), InferredType.JSONB);
        }
        rows++;
      }
    } catch (JsonProcessingException e) {
      // The last row of a full sample is cut off.
      return;
    }
  }

  private static InferredType type(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> InferredType.UNKNOWN;
      case VALUE_TRUE, VALUE_FALSE -> InferredType.BOOLEAN;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> InferredType.ofNumber(parser.getText());
      case START_OBJECT, START_ARRAY -> {
        parser.skipChildren();
        yield InferredType.JSONB;
      }
      default -> InferredType.TEXT;
    };
  }

  private void add(String name, InferredType type, InferredType mixed) {
    InferredType known = columns.getOrDefault(name, InferredType.UNKNOWN);
    columns.put(name, known.with(type, mixed));
  }
}
