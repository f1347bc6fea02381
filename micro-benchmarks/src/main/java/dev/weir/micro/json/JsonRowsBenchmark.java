package dev.weir.micro.json;

import dev.weir.core.batch.Batch;
import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to read and to write JSON lines whose rows have about 200, 2,000 and 45,000
 * bytes?
 *
 * <p>An operation reads or writes one million bytes. A row is six values, of which the last one is
 * an array of objects that makes up its size. Compare, at equal {@code rowBytes}:
 *
 * <ul>
 *   <li>{@code readTrees}: Jackson's trees.
 *   <li>{@code readStream}: Jackson's tokens, made into objects of Java.
 *   <li>{@code readColumns}: the product, into Arrow columns; the array is a column of type jsonb,
 *       whose text is checked and kept.
 *   <li>{@code writeTrees}, {@code writeStream} and {@code writeColumns}: from trees, objects and
 *       columns, into memory that is reused. The product copies the text of the array.
 * </ul>
 *
 * <pre>
 * java -jar target/benchmarks.jar JsonRows
 * java -jar target/benchmarks.jar JsonRows -p rowBytes=200,2000,45000
 * java -jar target/benchmarks.jar 'JsonRows.*read' -prof gc
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
public class JsonRowsBenchmark extends TimePerOperation {

  @Benchmark
  public void readTrees(EachSize size, Moved moved, Blackhole blackhole) throws IOException {
    JsonTrees.read(size.document.lines, blackhole::consume);
    size.addRead(moved);
  }

  @Benchmark
  public void readStream(EachSize size, Moved moved, Blackhole blackhole) throws IOException {
    JsonStream.read(size.document.lines, blackhole::consume);
    size.addRead(moved);
  }

  @Benchmark
  public void readColumns(EachSize size, Moved moved, Blackhole blackhole) throws IOException {
    try (Batch batch = JsonColumns.read(size.document.lines, size.document.allocator)) {
      blackhole.consume(batch.root());
    }
    size.addRead(moved);
  }

  @Benchmark
  public int writeTrees(EachSize size, Moved moved) throws IOException {
    size.document.out.reset();
    JsonTrees.write(size.document.trees, size.document.out);
    return size.addWritten(moved);
  }

  @Benchmark
  public int writeStream(EachSize size, Moved moved) throws IOException {
    size.document.out.reset();
    JsonStream.write(size.document.rows, size.document.out);
    return size.addWritten(moved);
  }

  @Benchmark
  public int writeColumns(EachSize size, Moved moved) throws IOException {
    size.document.out.reset();
    JsonColumns.write(size.document.batch.root(), size.document.writer);
    return size.addWritten(moved);
  }

  /** Rows of a size, which have passed their gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class EachSize {
    @Param("2000")
    public int rowBytes;

    JsonDocument document;

    /** Makes the rows. */
    @Setup
    public void open() throws IOException {
      document = JsonDocument.ofRowBytes(rowBytes);
    }

    void addRead(Moved moved) {
      moved.add(document.rows.size(), document.lines.length);
    }

    int addWritten(Moved moved) {
      int bytes = document.out.size();
      moved.add(document.rows.size(), bytes);
      return bytes;
    }

    /** Releases the columns. */
    @TearDown
    public void close() {
      document.close();
    }
  }
}
