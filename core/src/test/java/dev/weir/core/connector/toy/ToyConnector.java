package dev.weir.core.connector.toy;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.*;
import dev.weir.core.contract.Rows;
import dev.weir.core.contract.Rows.Row;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.arrow.memory.BufferAllocator;

/** The smallest connector: tables in this process. A session sees the tables of its opening. */
public record ToyConnector(String name, String description) implements Connector {
  /** The tables by {@code store.stream}; one put commits the rows and the receipt. */
  public static final Map<String, Table> TABLES = new ConcurrentHashMap<>();

  /** A table's rows, and the receipt of its last load. */
  public record Table(List<Row> rows, Optional<Receipt> receipt) {}

  public ToyConnector() {
    this("toy", "Tables in this process, for tests");
  }

  @Override
  public Optional<Source.Factory> source() {
    return Optional.of(config -> new Store(config.text("store"), "add"));
  }

  @Override
  public Optional<Destination.Factory> destination() {
    return Optional.of(config -> new Store(config.text("store"), "add"));
  }

  private record Store(String name, String loadMethod) implements Source, Destination {
    @Override
    public Session connect(Optional<String> snapshot) {
      return connect();
    }

    @Override
    public Session connect() {
      return new Session(name, "Toy 1.0", Map.copyOf(TABLES));
    }
  }

  private record Session(String store, String serverVersion, Map<String, Table> tables)
      implements SourceSession, DestinationSession {
    private Table table(String stream) {
      return tables.getOrDefault(store + "." + stream, new Table(List.of(), Optional.empty()));
    }

    @Override
    public ReadPlan plan(ReadRequest request) {
      StreamConfig stream = request.stream();
      List<Row> rows = table(stream.name()).rows();
      Optional<Cursor> after = request.from().after();
      ReadPart part = after.isPresent() ? ReadPart.OVERLAP : ReadPart.NEW;
      Split split = new Split("0", part, -1, after.map(Cursor::value).orElse("0"));
      Optional<Cursor> upTo = stream.cursorField().flatMap(id -> Rows.cursor(rows));
      return new ReadPlan(
          stream, Rows.SCHEMA, List.of(split), upTo, Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public SplitReader read(ReadPlan plan, Split split, BatchLimits limits, BufferAllocator to) {
      long from = Long.parseLong(split.payload());
      List<Row> rows = table(plan.stream().name()).rows();
      Iterator<Row> left = rows.stream().filter(row -> row.id() >= from).iterator();
      return () -> left.hasNext() ? Rows.result(to, left.next()) : ReadResult.END;
    }

    @Override
    public Optional<Receipt> receipt(String pipeline, String stream, String loadId) {
      return table(stream).receipt().filter(receipt -> receipt.loadId().equals(loadId));
    }

    @Override
    public Resumption resume(String pipeline, StreamConfig stream, WriteOptions options) {
      Optional<Receipt> last = table(stream.name()).receipt();
      Optional<Cursor> after = stream.cursorField().flatMap(id -> last.flatMap(Receipt::cursor));
      return new Resumption(last, new ResumePoint(after, false), false, List.of());
    }

    @Override
    public LoadPlan plan(LoadRequest request) {
      if (request.options().mode() == WriteMode.UPSERT) {
        throw new UnsupportedOperationException("The toy has no upsert");
      }
      boolean replaces = request.options().mode() == WriteMode.REPLACE;
      List<Row> held = replaces ? List.of() : table(request.stream().name()).rows();
      return new Plan(store + "." + request.stream().name(), held, "add", 1);
    }

    @Override
    public Load open(LoadPlan plan, BufferAllocator allocator) {
      return new Staged((Plan) plan, new ArrayList<>(((Plan) plan).held()));
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }

  private record Plan(String table, List<Row> held, String strategy, int lanes)
      implements LoadPlan {}

  private record Staged(Plan plan, List<Row> rows) implements Load {
    @Override
    public SplitWriter writer(Split split) {
      return new Writer(split, rows, new ArrayList<>());
    }

    @Override
    public LoadCounts build(List<Committable> committables) {
      return LoadCounts.inserted(rows.size() - plan.held().size());
    }

    @Override
    public void commit(Receipt receipt) {
      TABLES.put(plan.table(), new Table(List.copyOf(rows), Optional.of(receipt)));
    }

    @Override
    public void close() {}
  }

  private record Writer(Split split, List<Row> rows, List<Row> written) implements SplitWriter {
    @Override
    public WriteResult write(Batch batch) {
      written.addAll(Rows.of(batch));
      return WriteResult.written(batch.rows());
    }

    @Override
    public Committable finish() {
      List<Row> known = split.part() == ReadPart.NEW ? List.of() : List.copyOf(rows);
      written.stream().filter(row -> !known.contains(row)).forEach(rows::add);
      return new Committable(split.id(), written.size(), "");
    }

    @Override
    public void close() {}
  }
}
