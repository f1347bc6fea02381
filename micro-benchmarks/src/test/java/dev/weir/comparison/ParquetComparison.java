package dev.weir.comparison;

import dev.weir.bench.stats.Interval;
import dev.weir.bench.stats.Medians;
import dev.weir.bench.stats.PairedRatio;
import dev.weir.core.batch.Batch;
import dev.weir.core.connector.BatchLimits;
import dev.weir.core.connector.Digest;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.files.parquet.ParquetBatchReader;
import dev.weir.files.parquet.ParquetBatchWriter;
import dev.weir.files.store.FileCodec;
import dev.weir.integration.fixture.RowSink;
import dev.weir.integration.fixture.ShopEvents;
import dev.weir.integration.fixture.Tables;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Writes the same rows to Parquet with zstd, by Weir from Arrow batches in memory and by DuckDB
 * from a table in memory on one thread, in turn, and prints rows per second and their ratio.
 *
 * <p>Before time counts, the rows of Weir's file are compared with their definition, and those of
 * DuckDB's file with Weir's. DuckDB is in no jar of the product or of the benchmarks: this class is
 * among the tests for that reason.
 */
final class ParquetComparison implements AutoCloseable {
  private static final int DEFAULT_ROWS = 400_000;
  private static final int DEFAULT_PAIRS = 20;
  private static final int WARMUP_PAIRS = 5;
  private static final Place PLACE = Place.of(Side.DESTINATION, "files");
  private static final BatchLimits LIMITS = new BatchLimits(1 << 20, 65_536, 64 << 20);

  private final ShopEvents table;
  private final EventColumns columns;
  private final Statement duckDb;
  private final Path directory;
  private final Path weirs;
  private final Path duckDbs;

  private ParquetComparison(ShopEvents table, EventColumns columns, Statement duckDb)
      throws IOException {
    this.table = table;
    this.columns = columns;
    this.duckDb = duckDb;
    this.directory = Files.createTempDirectory("weir-parquet");
    this.weirs = directory.resolve("weir.parquet");
    this.duckDbs = directory.resolve("duckdb.parquet");
  }

  /** Takes the number of rows and of pairs. */
  public static void main(String[] args) throws IOException, SQLException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROWS;
    int pairs = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_PAIRS;
    ShopEvents table = new ShopEvents(rows);
    try (EventColumns columns = new EventColumns(table);
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement duckDb = connection.createStatement();
        ParquetComparison comparison = new ParquetComparison(table, columns, duckDb)) {
      comparison.check();
      comparison.run(pairs, System.out);
    }
  }

  /** Writes both files, and compares their rows. */
  private void check() throws IOException, SQLException {
    duckDb.execute("SET threads = 1");
    writeByWeir();
    Tables.requireEqual("Weir's file", table.expected(), readByWeir());
    duckDb.execute("CREATE TABLE events AS SELECT * FROM '" + weirs + "'");
    writeByDuckDb();
    for (String difference :
        new String[] {
          "SELECT count(*) FROM (FROM '%1$s' EXCEPT ALL FROM '%2$s')",
          "SELECT count(*) FROM (FROM '%2$s' EXCEPT ALL FROM '%1$s')"
        }) {
      if (!text(difference.formatted(weirs, duckDbs)).equals("0")) {
        throw new IllegalStateException("The rows of the two files differ");
      }
    }
  }

  private void run(int pairs, PrintStream out) throws IOException, SQLException {
    double[] weir = new double[pairs];
    double[] duck = new double[pairs];
    for (int pair = -WARMUP_PAIRS; pair < pairs; pair++) {
      boolean weirFirst = pair % 2 == 0;
      double ours = weirFirst ? writeByWeir() : 0;
      double theirs = writeByDuckDb();
      ours = weirFirst ? ours : writeByWeir();
      if (pair >= 0) {
        weir[pair] = table.rows() / ours;
        duck[pair] = table.rows() / theirs;
      }
    }
    out.printf(
        Locale.ROOT,
        "%,d rows, %d pairs, %s and DuckDB %s%n",
        table.rows(),
        pairs,
        "JDK " + Runtime.version(),
        text("SELECT version()"));
    print(out, "Weir", weir, weirs);
    print(out, "DuckDB, one thread", duck, duckDbs);
    Interval ratio = PairedRatio.of(duck, weir).interval();
    out.printf(
        Locale.ROOT,
        "Weir / DuckDB, geometric mean of the pairs' ratios: %.2f [%.2f, %.2f] (95 %%)%n",
        ratio.point(),
        ratio.low(),
        ratio.high());
  }

  private static void print(PrintStream out, String name, double[] rates, Path file)
      throws IOException {
    out.printf(
        Locale.ROOT,
        "%-20s median %,d rows/s, 5th to 95th percentile %,d to %,d; %,d bytes%n",
        name,
        (long) Medians.median(rates),
        (long) Medians.quantile(rates, 0.05),
        (long) Medians.quantile(rates, 0.95),
        Files.size(file));
  }

  /** Returns the seconds that it takes, from the creation of the file to its end. */
  private double writeByWeir() throws IOException {
    long start = System.nanoTime();
    try (OutputStream out = Files.newOutputStream(weirs);
        ParquetBatchWriter writer =
            new ParquetBatchWriter(out, EventColumns.SCHEMA, FileCodec.ZSTD, PLACE)) {
      for (VectorSchemaRoot batch : columns.batches()) {
        writer.write(batch);
      }
      writer.finish();
    }
    return seconds(start);
  }

  private double writeByDuckDb() throws SQLException {
    long start = System.nanoTime();
    duckDb.execute("COPY events TO '" + duckDbs + "' (FORMAT parquet, COMPRESSION zstd)");
    return seconds(start);
  }

  private static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private Digest readByWeir() throws IOException {
    RowSink sink = RowSink.digesting();
    try (BufferAllocator allocator = new RootAllocator();
        FileChannel channel = FileChannel.open(weirs);
        ParquetBatchReader reader =
            new ParquetBatchReader(
                channel, EventColumns.SCHEMA, LIMITS, allocator, PLACE, weirs.toString())) {
      for (Optional<Batch> next = reader.next(); next.isPresent(); next = reader.next()) {
        try (Batch batch = next.get()) {
          ShopEvents.feedBatch(batch.root(), sink);
        }
      }
    }
    return sink.digest();
  }

  private String text(String sql) throws SQLException {
    try (ResultSet result = duckDb.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(weirs);
    Files.deleteIfExists(duckDbs);
    Files.delete(directory);
  }
}
