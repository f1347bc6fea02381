package dev.weir.files.csv;

import dev.weir.files.format.BatchWriter;
import dev.weir.files.text.ByteSink;
import dev.weir.files.text.TextColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Writes CSV with a header, as RFC 4180 describes it: CRLF after each record. NULL is an empty
 * field, empty text a quoted empty field.
 */
public final class CsvFileWriter implements BatchWriter {
  private final ByteSink out;
  private final List<TextColumn> columns;

  public CsvFileWriter(OutputStream out, Schema schema, List<TextColumn> columns)
      throws IOException {
    this.out = new ByteSink(out);
    this.columns = columns;
    List<Field> fields = schema.getFields();
    for (int i = 0; i < fields.size(); i++) {
      separate(i);
      byte[] name = fields.get(i).getName().getBytes(StandardCharsets.UTF_8);
      this.out.beginValue();
      this.out.put(name);
      this.out.endCsvValue();
    }
    endRecord();
  }

  @Override
  public void write(VectorSchemaRoot rows) throws IOException {
    FieldVector[] vectors = rows.getFieldVectors().toArray(FieldVector[]::new);
    TextColumn[] writers = columns.toArray(TextColumn[]::new);
    for (int row = 0; row < rows.getRowCount(); row++) {
      for (int i = 0; i < vectors.length; i++) {
        separate(i);
        if (!vectors[i].isNull(row)) {
          value(writers[i], vectors[i], row);
        }
      }
      endRecord();
    }
  }

  private void value(TextColumn column, FieldVector vector, int row) throws IOException {
    switch (column.shape()) {
      case NUMBER, BOOLEAN, PLAIN, HEX -> column.write(vector, row, out);
      case TEXT, JSON -> {
        out.beginValue();
        column.write(vector, row, out);
        out.endCsvValue();
      }
    }
  }

  private void separate(int index) throws IOException {
    if (index > 0) {
      out.put(',');
    }
  }

  private void endRecord() throws IOException {
    out.put('\r');
    out.put('\n');
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
