package dev.weir.micro.ipc;

import dev.weir.core.batch.Batch;
import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
import dev.weir.micro.copy.CopyShape;
import java.io.IOException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What do encoding and decoding cost for a batch of twelve columns with NULL, and how far is that
 * from a memory copy and from Arrow's own stream classes?
 *
 * <p>The batch has the columns of the wide fixture, {@link CopyShape#WIDE}: numbers, UUIDs, dates,
 * text, JSON and binary values, about 390 bytes a row, one of 14 values NULL. Compare as in {@link
 * IpcCodecBenchmark}, at equal {@code rows}.
 *
 * <p>The score is the time of one batch; {@code :rows} and {@code :bytes} are that time by row and
 * by byte of the message that the contender wrote or read.
 *
 * <pre>
 * java -jar target/benchmarks.jar IpcWide
 * java -jar target/benchmarks.jar IpcWide -p rows=100,100000
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class IpcWideBenchmark extends TimePerOperation {

  @Benchmark
  public void encodeTwelveColumns(Contenders size, Moved moved, Blackhole blackhole) {
    try (ArrowBuf message = size.fixture.weir.encode()) {
      blackhole.consume(message.memoryAddress());
      moved.add(size.rows, message.readableBytes());
    }
  }

  @Benchmark
  public void encodeTwelveColumnsByArrowIntoNewBuffer(
      Contenders size, Moved moved, Blackhole blackhole) throws IOException {
    try (ArrowBuf message = size.fixture.arrow.encodeIntoNewBuffer()) {
      blackhole.consume(message.memoryAddress());
      moved.add(size.rows, message.readableBytes());
    }
  }

  @Benchmark
  public void copyTwelveColumns(Contenders size, Moved moved, Blackhole blackhole) {
    try (ArrowBuf message = size.fixture.copy.intoNewBuffer()) {
      blackhole.consume(message.memoryAddress());
      moved.add(size.rows, message.readableBytes());
    }
  }

  @Benchmark
  public void decodeTwelveColumns(Contenders size, Moved moved, Blackhole blackhole) {
    try (Batch batch = size.fixture.weir.decode()) {
      blackhole.consume(batch.root());
      moved.add(batch.rows(), size.fixture.weir.encoded().readableBytes());
    }
  }

  @Benchmark
  public VectorSchemaRoot decodeTwelveColumnsByArrow(Contenders size, Moved moved)
      throws IOException {
    VectorSchemaRoot root = size.fixture.arrow.decode();
    moved.add(root.getRowCount(), size.fixture.arrow.encodedBytes());
    return root;
  }

  @Benchmark
  public void roundTripTwelveColumns(Contenders size, Moved moved, Blackhole blackhole) {
    ArrowBuf message = size.fixture.weir.encode();
    long bytes = message.readableBytes();
    try (Batch batch = size.fixture.weir.takeAndDecode(message)) {
      blackhole.consume(batch.root());
      moved.add(batch.rows(), bytes);
    }
  }

  @Benchmark
  public VectorSchemaRoot roundTripTwelveColumnsByArrow(Contenders size, Moved moved)
      throws IOException {
    long bytes = size.fixture.arrow.encode();
    VectorSchemaRoot root = size.fixture.arrow.decodeWritten();
    moved.add(root.getRowCount(), bytes);
    return root;
  }

  /** Opens the contenders, which runs their gate: where it fails, nothing is timed. */
  @State(Scope.Benchmark)
  public static class Contenders {
    @Param("10000")
    public int rows;

    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    IpcFixture fixture;

    @Setup
    public void open() {
      fixture = new IpcFixture(allocator -> CopyShape.WIDE.batch(rows, allocator));
    }

    @TearDown
    public void close() {
      fixture.close();
    }
  }
}
