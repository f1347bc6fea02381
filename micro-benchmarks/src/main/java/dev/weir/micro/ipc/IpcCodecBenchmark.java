package dev.weir.micro.ipc;

import dev.weir.core.batch.Batch;
import dev.weir.micro.Moved;
import dev.weir.micro.TimePerOperation;
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
 * What does it cost to turn a batch into an Arrow IPC message and back, how far is that from a
 * memory copy, and how far from Arrow's own stream classes?
 *
 * <p>The batch is {@link SixColumnBatch}: int32, text, int64, float64, boolean and timestamp, about
 * 38 bytes a row, without NULL. Compare, at equal {@code rows}:
 *
 * <ul>
 *   <li>{@code encodeSixColumns} with {@code copySixColumns}: both allocate a buffer, fill it with
 *       the message's bytes and release it; what lies between them is the encoder's own cost.
 *   <li>{@code copySixColumns} with {@code copySixColumnsIntoReusedBuffer}: what allocation costs,
 *       in the allocator and in memory that is no longer in cache.
 *   <li>{@code encodeSixColumns} with {@code encodeSixColumnsByArrowIntoNewBuffer}: both give a
 *       message in a buffer that the caller owns. {@code encodeSixColumnsByArrow} is spared the
 *       allocation: it writes into memory that is reused, which a message that is handed to another
 *       thread cannot have.
 *   <li>{@code encodeSixColumns} with {@code encodeSixColumnsByArrowInNewStream}: the use of
 *       Arrow's writer that its documentation shows, with a stream for the batch.
 *   <li>{@code decodeSixColumns} with {@code decodeSixColumnsByArrow}, and {@code
 *       roundTripSixColumns} with {@code roundTripSixColumnsByArrow}.
 * </ul>
 *
 * <p>Our decoder copies nothing: its time is that of checking the metadata and making six vectors
 * over the message, and grows little with the rows; whoever reads the values pays for bringing them
 * into cache. Arrow's reader copies the body into a new buffer, so it has paid part of that.
 *
 * <p>Neither the frame's header and checksum nor compression is in these times. Values that a
 * result holds are not read; its buffers are consumed and released within the operation.
 *
 * <p>The score is the time of one batch; {@code :rows} and {@code :bytes} are that time by row and
 * by byte of the message that the contender wrote or read.
 *
 * <pre>
 * java -jar target/benchmarks.jar IpcCodec
 * java -jar target/benchmarks.jar 'IpcCodec.*encode' -p rows=1000,10000 -prof gc
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class IpcCodecBenchmark extends TimePerOperation {

  @Benchmark
  public void encodeSixColumns(EachSize size, Moved moved, Blackhole blackhole) {
    try (ArrowBuf message = size.fixture.weir.encode()) {
      blackhole.consume(message.memoryAddress());
      moved.add(size.rows(), message.readableBytes());
    }
  }

  @Benchmark
  public long encodeSixColumnsByArrow(EachSize size, Moved moved) throws IOException {
    long bytes = size.fixture.arrow.encode();
    moved.add(size.rows(), bytes);
    return bytes;
  }

  @Benchmark
  public void encodeSixColumnsByArrowIntoNewBuffer(EachSize size, Moved moved, Blackhole blackhole)
      throws IOException {
    try (ArrowBuf message = size.fixture.arrow.encodeIntoNewBuffer()) {
      blackhole.consume(message.memoryAddress());
      moved.add(size.rows(), message.readableBytes());
    }
  }

  @Benchmark
  public long encodeSixColumnsByArrowInNewStream(SmallSize size, Moved moved) throws IOException {
    long bytes = size.fixture.arrow.encodeInNewStream();
    moved.add(size.rows(), bytes);
    return bytes;
  }

  @Benchmark
  public void copySixColumns(EachSize size, Moved moved, Blackhole blackhole) {
    try (ArrowBuf message = size.fixture.copy.intoNewBuffer()) {
      blackhole.consume(message.memoryAddress());
      moved.add(size.rows(), message.readableBytes());
    }
  }

  @Benchmark
  public ArrowBuf copySixColumnsIntoReusedBuffer(MiddleSize size, Moved moved) {
    ArrowBuf message = size.fixture.copy.intoReusedBuffer();
    moved.add(size.rows(), message.readableBytes());
    return message;
  }

  @Benchmark
  public void decodeSixColumns(EachSize size, Moved moved, Blackhole blackhole) {
    try (Batch batch = size.fixture.weir.decode()) {
      blackhole.consume(batch.root());
      moved.add(batch.rows(), size.fixture.weir.encoded().readableBytes());
    }
  }

  @Benchmark
  public VectorSchemaRoot decodeSixColumnsByArrow(EachSize size, Moved moved) throws IOException {
    VectorSchemaRoot root = size.fixture.arrow.decode();
    moved.add(root.getRowCount(), size.fixture.arrow.encodedBytes());
    return root;
  }

  @Benchmark
  public void roundTripSixColumns(MiddleSize size, Moved moved, Blackhole blackhole) {
    ArrowBuf message = size.fixture.weir.encode();
    long bytes = message.readableBytes();
    try (Batch batch = size.fixture.weir.takeAndDecode(message)) {
      blackhole.consume(batch.root());
      moved.add(batch.rows(), bytes);
    }
  }

  @Benchmark
  public VectorSchemaRoot roundTripSixColumnsByArrow(MiddleSize size, Moved moved)
      throws IOException {
    long bytes = size.fixture.arrow.encode();
    VectorSchemaRoot root = size.fixture.arrow.decodeWritten();
    moved.add(root.getRowCount(), bytes);
    return root;
  }

  /** The sizes at which each direction is measured. */
  public static class EachSize extends Contenders {
    @Param({"100", "10000", "100000"})
    public int rows;

    @Override
    int rows() {
      return rows;
    }
  }

  /** The size at which a stream for each batch is measured. */
  public static class SmallSize extends Contenders {
    @Param("100")
    public int rows;

    @Override
    int rows() {
      return rows;
    }
  }

  /** The size at which the round trip is measured. */
  public static class MiddleSize extends Contenders {
    @Param("10000")
    public int rows;

    @Override
    int rows() {
      return rows;
    }
  }

  /** Opens the contenders, which runs their gate: where it fails, nothing is timed. */
  @State(Scope.Benchmark)
  public abstract static class Contenders {
    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    IpcFixture fixture;

    abstract int rows();

    @Setup
    public void open() {
      fixture = new IpcFixture(allocator -> SixColumnBatch.create(rows(), allocator));
    }

    @TearDown
    public void close() {
      fixture.close();
    }
  }
}
