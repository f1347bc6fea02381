package dev.weir.postgres.source;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.ReadResult;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.PostgresError;
import dev.weir.postgres.sql.ServerWait;
import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnException;
import dev.weir.postgres.wire.CopyBatchReader;
import dev.weir.postgres.wire.CopyMessages;
import dev.weir.postgres.wire.MalformedCopyException;
import dev.weir.postgres.wire.RowTooWideException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** Reads one COPY stream. */
final class PostgresSplitReader implements SplitReader {
  private final PostgresConnection connection;
  private final CopyMessages messages;
  private final CopyBatchReader batches;
  private final Place place;

  private PostgresSplitReader(
      PostgresConnection connection, CopyMessages messages, CopyBatchReader batches, Place place) {
    this.connection = connection;
    this.messages = messages;
    this.batches = batches;
    this.place = place;
  }

  /** Starts COPY and waits for the first message. */
  static PostgresSplitReader open(
      PostgresConnection connection,
      CopyPart split,
      Schema schema,
      Place place,
      BatchLimits limits,
      BufferAllocator allocator) {
    return mapErrors(
        place,
        () ->
            connection.await(
                ServerWait.QUERY,
                place,
                () -> {
                  CopyMessages messages = connection.copyOut(split.copy());
                  List<ColumnDecoder> decoders =
                      split.columns().stream()
                          .map(CatalogColumn::columnType)
                          .map(type -> type.decoder(allocator))
                          .toList();
                  boolean opened = false;
                  try {
                    CopyBatchReader batches =
                        new CopyBatchReader(messages, schema, decoders, limits, allocator);
                    opened = true;
                    return new PostgresSplitReader(connection, messages, batches, place);
                  } finally {
                    if (!opened) {
                      messages.close();
                    }
                  }
                }));
  }

  @Override
  public void adaptTo(long bytes) {
    batches.adaptTo(bytes);
  }

  @Override
  public ReadResult next() {
    Optional<Batch> batch =
        mapErrors(place, () -> connection.await(ServerWait.FETCH, place, batches::next));
    return batch.<ReadResult>map(ReadResult.Rows::new).orElse(ReadResult.END);
  }

  /** Converts exceptions of the decoders. */
  private static <T> T mapErrors(Place place, Supplier<T> read) {
    try {
      return read.get();
    } catch (ColumnException e) {
      throw malformed(place.inColumn(e.column()), e);
    } catch (MalformedCopyException e) {
      throw malformed(place, e);
    } catch (RowTooWideException e) {
      throw PostgresError.ROW_TOO_WIDE.at(place, String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private static WeirException malformed(Place place, RuntimeException error) {
    return PostgresError.VALUE
        .at(place, String.valueOf(error.getMessage()))
        .withHint("Exclude the row or the column from the stream.")
        .causedBy(error);
  }

  @Override
  public void close() {
    batches.close();
    messages.close();
  }
}
