package dev.weir.postgres.source;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.StreamReader;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.postgres.catalog.CatalogColumn;
import dev.weir.postgres.sql.PostgresConnection;
import dev.weir.postgres.sql.SqlErrors;
import dev.weir.postgres.wire.ColumnDecoder;
import dev.weir.postgres.wire.ColumnException;
import dev.weir.postgres.wire.CopyBatchReader;
import dev.weir.postgres.wire.MalformedCopyException;
import dev.weir.postgres.wire.RowTooWideException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.postgresql.copy.CopyOut;

/** Reads one COPY stream. */
final class PostgresStreamReader implements StreamReader {
  private final CopyOut copy;
  private final CopyBatchReader batches;
  private final Schema schema;
  private final Optional<Cursor> end;
  private final Place place;
  private boolean ended;

  private PostgresStreamReader(
      CopyOut copy, CopyBatchReader batches, Schema schema, Optional<Cursor> end, Place place) {
    this.copy = copy;
    this.batches = batches;
    this.schema = schema;
    this.end = end;
    this.place = place;
  }

  /** Starts the COPY and waits for its first message. */
  static PostgresStreamReader open(
      PostgresConnection connection,
      StreamPlan plan,
      Optional<Cursor> end,
      Place place,
      BatchLimits limits,
      BufferAllocator allocator) {
    Schema schema = plan.schema();
    try {
      CopyOut copy = connection.copyManager().copyOut(plan.copy());
      List<ColumnDecoder> decoders =
          plan.columns().stream()
              .map(CatalogColumn::columnType)
              .map(type -> type.decoder(allocator))
              .toList();
      CopyBatchReader batches =
          new CopyBatchReader(copy::readFromCopy, schema, decoders, limits, allocator);
      return new PostgresStreamReader(copy, batches, schema, end, place);
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    } catch (MalformedCopyException e) {
      throw malformed(place, e);
    }
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Optional<Batch> next() {
    if (ended) {
      return Optional.empty();
    }
    try {
      Optional<Batch> batch = batches.next();
      ended = batch.isEmpty();
      return batch;
    } catch (SQLException e) {
      throw SqlErrors.at(place, e);
    } catch (ColumnException e) {
      throw malformed(place.inColumn(e.column()), e);
    } catch (MalformedCopyException e) {
      throw malformed(place, e);
    } catch (RowTooWideException e) {
      throw WeirException.of(
              "source.row_too_wide",
              ErrorKind.DATA,
              place,
              String.valueOf(e.getMessage()),
              "Raise resources.max_inflight_bytes.")
          .causedBy(e);
    }
  }

  private static WeirException malformed(Place place, RuntimeException error) {
    return WeirException.of(
            "source.value",
            ErrorKind.DATA,
            place,
            String.valueOf(error.getMessage()),
            "Leave the row or the column out of the stream.")
        .causedBy(error);
  }

  @Override
  public Optional<Cursor> cursor() {
    return ended ? end : Optional.empty();
  }

  @Override
  public void close() {
    batches.close();
    if (copy.isActive()) {
      try {
        copy.cancelCopy();
      } catch (SQLException e) {
        // The connection is of no further use and closed by its owner; the read has failed or
        // was cancelled already.
        return;
      }
    }
  }
}
