package dev.weir.integration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.weir.core.batch.Batch;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.integration.fixture.OpenSession;
import dev.weir.integration.fixture.TableContent;
import dev.weir.integration.fixture.Tables;
import dev.weir.micro.Moved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.apache.arrow.vector.VarCharVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How fast are jsonb documents of several sizes read, and what does it cost to parse them?
 *
 * <p>{@code read} leaves the documents in Arrow's vectors as text; {@code readAndParse} passes each
 * to Jackson's streaming parser, in the thread that reads. {@code LARGE} documents are stored
 * compressed, which the server undoes. Compare sizes by {@code :bytes}, the time of one byte.
 *
 * <pre>
 * java -jar target/benchmarks.jar integration.Json
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class JsonBenchmark extends TimePerRequest {

  @Benchmark
  public void read(Documents documents, Moved moved, Blackhole blackhole) {
    documents.session.read(
        OpenSession.DEFAULT_BATCH_BYTES,
        batch -> {
          blackhole.consume(batch.root());
          moved.add(batch.rows(), batch.bytes());
        });
  }

  @Benchmark
  public void readAndParse(Documents documents, Moved moved, Blackhole blackhole) {
    documents.session.read(
        OpenSession.DEFAULT_BATCH_BYTES,
        batch -> {
          blackhole.consume(documents.tokens(batch));
          moved.add(batch.rows(), batch.bytes());
        });
  }

  /** A table of documents, which have passed the gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Documents {
    @Param({"SMALL", "MEDIUM", "LARGE", "DEEP"})
    public JsonShape shape;

    /** The most rows; each shape has a number of its own. */
    @Param("20000")
    public int rows;

    private final JsonFactory json = new JsonFactory();
    OpenSession session;

    @Setup
    public void open() throws SQLException {
      BenchmarkDatabase database = BenchmarkDatabase.source();
      TableContent content = shape.table(rows);
      Tables.create(database, content);
      OpenSession.check(database, content, JsonShape::feedBatch);
      long[] tokens = new long[1];
      session = OpenSession.of(database, content);
      session.read(OpenSession.DEFAULT_BATCH_BYTES, batch -> tokens[0] += tokens(batch));
      if (tokens[0] != shape.tokens() * content.rows()) {
        throw new IllegalStateException(
            "The parser finds %d tokens in %d documents of %d; no time counts"
                .formatted(tokens[0], content.rows(), shape.tokens()));
      }
    }

    /** Parses all documents of a batch and returns the number of their tokens. */
    private long tokens(Batch batch) {
      VarCharVector data = (VarCharVector) batch.root().getVector(1);
      long tokens = 0;
      for (int row = 0; row < batch.rows(); row++) {
        try (JsonParser parser = json.createParser(data.get(row))) {
          while (parser.nextToken() != null) {
            tokens++;
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return tokens;
    }

    @TearDown
    public void close() {
      session.close();
    }
  }
}
