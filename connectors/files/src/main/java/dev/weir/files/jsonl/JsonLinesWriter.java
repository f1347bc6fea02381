package dev.weir.files.jsonl;

import dev.weir.core.error.Place;
import dev.weir.files.format.BatchWriter;
import dev.weir.files.store.FilesError;
import dev.weir.files.text.ByteSink;
import dev.weir.files.text.TextColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes one JSON object a line. NULL is null, except in a JSON column, where null is a value:
 * there the key is left out.
 */
public final class JsonLinesWriter implements BatchWriter {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final ByteSink out;
  private final List<TextColumn> columns;
  private final Schema schema;
  private final Place place;

  /** The key of each column with the colon. */
  private final byte[][] keys;

  private long row;

  public JsonLinesWriter(OutputStream out, Schema schema, List<TextColumn> columns, Place place)
      throws IOException {
    this.out = new ByteSink(out);
    this.schema = schema;
    this.columns = columns;
    this.place = place;
    this.keys = new byte[columns.size()][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(schema.getFields().get(i));
    }
  }

  private static byte[] key(Field field) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteSink sink = new ByteSink(bytes);
    sink.beginValue();
    sink.put(field.getName().getBytes(StandardCharsets.UTF_8));
    sink.endJsonString();
    sink.put(':');
    sink.flush();
    return bytes.toByteArray();
  }

  @Override
  public void write(VectorSchemaRoot rows) throws IOException {
    FieldVector[] vectors = rows.getFieldVectors().toArray(FieldVector[]::new);
    TextColumn[] writers = columns.toArray(TextColumn[]::new);
    for (int i = 0; i < rows.getRowCount(); i++) {
      row++;
      int separator = '{';
      for (int column = 0; column < vectors.length; column++) {
        boolean isNull = vectors[column].isNull(i);
        if (isNull && writers[column].shape() == TextColumn.Shape.JSON) {
          continue;
        }
        out.put(separator);
        out.put(keys[column]);
        if (isNull) {
          out.put(NULL);
        } else {
          value(writers[column], vectors[column], i, column);
        }
        separator = ',';
      }
      if (separator == '{') {
        out.put('{');
      }
      out.put('}');
      out.put('\n');
    }
  }

  private void value(TextColumn column, FieldVector vector, int index, int number)
      throws IOException {
    switch (column.shape()) {
      case BOOLEAN -> column.write(vector, index, out);
      case PLAIN -> {
        out.put('"');
        column.write(vector, index, out);
        out.put('"');
      }
      case HEX -> {
        out.put('"');
        out.put('\\');
        column.write(vector, index, out);
        out.put('"');
      }
      case TEXT -> {
        out.beginValue();
        column.write(vector, index, out);
        out.endJsonString();
      }
      case NUMBER -> {
        out.beginValue();
        column.write(vector, index, out);
        if (out.isWord()) {
          out.endJsonString();
        } else {
          out.endRawValue();
        }
      }
      case JSON -> {
        out.beginValue();
        column.write(vector, index, out);
        if (out.endRawValue()) {
          throw lineBreak(number);
        }
      }
    }
  }

  /** The text of a json value is kept, and a line of JSON lines ends at a line break. */
  private RuntimeException lineBreak(int column) {
    return FilesError.FILE_VALUE
        .at(
            place.inColumn(schema.getFields().get(column).getName()),
            "Row %d: the text of the JSON value contains a line break".formatted(row))
        .withHint("Change the column's type to jsonb, or use format: csv or arrow.");
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }

  @Override
  public void close() {}
}
