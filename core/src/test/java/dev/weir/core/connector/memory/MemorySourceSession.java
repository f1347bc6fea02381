package dev.weir.core.connector.memory;

import dev.weir.core.config.NearMiss;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.Cursor;
import dev.weir.core.connector.CursorCounts;
import dev.weir.core.connector.Digest;
import dev.weir.core.connector.DigestSession;
import dev.weir.core.connector.DiscoverableSession;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitReader;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamDescription;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;

/** A session with the generator. */
final class MemorySourceSession
    implements SourceSession, DigestSession.OfSource, DiscoverableSession {
  private static final List<String> COLUMNS = List.of("id", "name");

  private final MemorySource source;
  private volatile boolean cancelled;

  MemorySourceSession(MemorySource source) {
    this.source = source;
  }

  @Override
  public String serverVersion() {
    return "Memory 1.0";
  }

  @Override
  public List<StreamDescription> discover() {
    return List.of(
        new StreamDescription(
            source.table,
            "table",
            source.rows,
            List.of(
                new StreamDescription.Column("id", "bigint", true),
                new StreamDescription.Column("name", "text", false))));
  }

  @Override
  public ReadPlan plan(ReadRequest request) {
    check(request.stream());
    boolean incremental = request.stream().cursorField().isPresent();
    Optional<Long> after = request.from().after().map(cursor -> Long.parseLong(cursor.value()));
    List<Split> splits =
        after
            .<List<Split>>map(
                id ->
                    List.of(
                        new IdRange(id, id + 1).split("0", ReadPart.OVERLAP),
                        new IdRange(id + 1, source.rows).split("1", ReadPart.NEW)))
            .orElse(
                List.of(
                    new IdRange(0, source.rows)
                        .split("0", request.from().reload() ? ReadPart.OVERLAP : ReadPart.NEW)));
    return new ReadPlan(
        request.stream(),
        MemoryRow.SCHEMA,
        splits,
        incremental && source.rows > 0
            ? Optional.of(new Cursor("id", "bigint", Long.toString(source.rows - 1L)))
            : Optional.empty(),
        incremental
            ? Optional.of(new CursorCounts(0, source.rows, after.map(id -> id + 1).orElse(0L)))
            : Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private void check(StreamConfig stream) {
    if (!stream.name().equals(source.table)) {
      throw MemoryError.TABLE_MISSING.at(
          MemorySource.PLACE.inStream(stream.name()), "There is no such table");
    }
    Stream.concat(stream.columns().stream(), stream.cursorField().stream())
        .filter(column -> !COLUMNS.contains(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw MemoryError.COLUMN_MISSING
                  .at(
                      MemorySource.PLACE.inStream(stream.name()).inColumn(column),
                      "The stream has no such column")
                  .withHint(
                      NearMiss.of(column, COLUMNS)
                          .map(near -> "Did you mean \"" + near + "\"?")
                          .orElse("See weir discover"));
            });
  }

  @Override
  public SplitReader read(
      ReadPlan plan, Split split, BatchLimits limits, BufferAllocator allocator) {
    return new MemorySplitReader(
        source, IdRange.of(split), limits.rowsMax(), allocator, this::checkCancelled);
  }

  @Override
  public List<String> digestMethods() {
    return List.of(MemoryRow.DIGEST_METHOD);
  }

  @Override
  public Digest digest(ReadPlan plan, String method) {
    Digest digest = Digest.EMPTY;
    for (Split split : plan.splits()) {
      IdRange range = IdRange.of(split);
      for (long id = range.firstId(); id < range.endId(); id++) {
        digest = digest.plus(MemoryRow.generated(id).digest());
      }
    }
    return digest;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {}

  private void checkCancelled() {
    if (cancelled) {
      throw MemoryError.CANCELLED.at(MemorySource.PLACE, "Cancelled");
    }
  }
}
