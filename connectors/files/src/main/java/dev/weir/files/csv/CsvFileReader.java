package dev.weir.files.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.files.format.BatchReader;
import dev.weir.files.store.FilesError;
import dev.weir.files.text.ColumnDeclaration;
import dev.weir.files.text.RowsBuilder;
import dev.weir.files.text.TextStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Reads CSV with a header, as RFC 4180 describes it. */
public final class CsvFileReader implements BatchReader {
  private final RowsBuilder rows;
  private final CsvRecords records;
  private final Iterator<Boolean> iterator;
  private final Place place;
  private final String file;
  private boolean ended;

  /**
   * Creates a reader.
   *
   * @param skipsUnknown whether columns of the header that are no column of the stream are skipped;
   *     otherwise they are an error
   * @param file the name to show in messages
   */
  public CsvFileReader(
      BufferedInputStream in,
      List<ColumnDeclaration> declarations,
      boolean skipsUnknown,
      BatchLimits limits,
      BufferAllocator allocator,
      Place place,
      String file)
      throws IOException {
    TextStart.skipMark(in);
    this.place = place;
    this.file = file;
    this.rows = new RowsBuilder(declarations, limits, allocator, place, file);
    this.records = new CsvRecords(declarations, rows, skipsUnknown, place, file);
    CsvReader<Boolean> reader =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .skipEmptyLines(false)
            .maxBufferSize((int) Math.min(limits.rowBytesMax(), Integer.MAX_VALUE / 2))
            .build(
                records,
                new InputStreamReader(
                    in,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    this.iterator = reader.iterator();
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

  private void read() throws IOException {
    try {
      if (iterator.hasNext()) {
        iterator.next();
        return;
      }
    } catch (CsvParseException e) {
      throw invalid(e);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw reading(cause == null ? new IOException(e) : cause);
    }
    if (records.isInHeader()) {
      throw FilesError.FILE_ROW.at(place, file + " has no header");
    }
    rows.finish();
    ended = true;
  }

  private IOException reading(IOException e) {
    if (e instanceof CharacterCodingException) {
      throw FilesError.FILE_ENCODING
          .at(place, file + ", after line " + rows.line() + ": the file is not in UTF-8")
          .causedBy(e);
    }
    return e;
  }

  private RuntimeException invalid(CsvParseException e) throws IOException {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof WeirException known) {
        throw known;
      }
      if (cause instanceof IOException failed) {
        throw reading(failed);
      }
    }
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("unclosed") || lower.contains("end of")) {
      return FilesError.FILE_TRUNCATED
          .at(place, file + ", after line " + rows.line() + ": the file ends within a quoted field")
          .causedBy(e);
    }
    return FilesError.FILE_ROW
        .at(place, file + ", after line " + rows.line() + ": " + message)
        .causedBy(e);
  }

  @Override
  public void close() {
    rows.close();
  }
}
