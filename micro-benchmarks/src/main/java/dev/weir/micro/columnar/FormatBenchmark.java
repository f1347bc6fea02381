package dev.weir.micro.columnar;

import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
import java.io.IOException;
import org.apache.arrow.memory.ArrowBuf;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does it cost to write and to read the same rows as Arrow IPC, JSON and Avro?
 *
 * <p>Each format begins and ends with the form that is its own: columns for IPC, objects for JSON,
 * generic records for Avro. Compare the three {@code write} methods, and the three {@code read}
 * methods, which also sum one column: the IPC message is not copied when it is read, so its values
 * are only touched by the sum. {@code :bytes} is the time by byte of the format.
 *
 * <pre>
 * java -jar target/benchmarks.jar FormatBenchmark
 * java -jar target/benchmarks.jar FormatBenchmark -p rows=10000,1000000 -prof gc
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseParallelGC"})
public class FormatBenchmark extends TimePerOperation {

  @Benchmark
  public void writeIpc(EachSize size, Moved moved, Blackhole blackhole) {
    try (ArrowBuf message = size.formats.ipc.write()) {
      blackhole.consume(message.memoryAddress());
      moved.add(size.rows, message.readableBytes());
    }
  }

  @Benchmark
  public int writeJson(EachSize size, Moved moved) throws IOException {
    int bytes = size.formats.json.write().size();
    moved.add(size.rows, bytes);
    return bytes;
  }

  @Benchmark
  public int writeAvro(EachSize size, Moved moved) throws IOException {
    int bytes = size.formats.avro.write().size();
    moved.add(size.rows, bytes);
    return bytes;
  }

  @Benchmark
  public double readIpc(EachSize size, Moved moved) {
    moved.add(size.rows, size.formats.ipc.bytes());
    return size.formats.ipc.sum();
  }

  @Benchmark
  public double readJson(EachSize size, Moved moved) throws IOException {
    moved.add(size.rows, size.formats.jsonBytes.length);
    return size.formats.json.sum(size.formats.jsonBytes);
  }

  @Benchmark
  public double readAvro(EachSize size, Moved moved) throws IOException {
    moved.add(size.rows, size.formats.avroBytes.length);
    return size.formats.avro.sum(size.formats.avroBytes);
  }

  /** Rows whose formats have passed their gate. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class EachSize {
    @Param("10000")
    public int rows;

    EventFormats formats;

    /** Makes the rows. */
    @Setup
    public void open() throws IOException {
      formats = new EventFormats(rows);
      formats.check();
    }

    /** Releases the columns. */
    @TearDown
    public void close() {
      formats.close();
    }
  }
}
