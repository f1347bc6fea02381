package dev.weir.micro.compress;

import dev.weir.core.compress.Codec;
import dev.weir.core.compress.FrameHeader;
import dev.weir.micro.TimePerShortOperation;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a compressed frame cost beyond the call of the compression library, and how small does
 * it get?
 *
 * <p>The messages are {@link FrameInput}: Arrow IPC messages of narrow rows of four sizes, bytes
 * that cannot be compressed, and runs. Compare, at equal {@code codec} and {@code frame}:
 *
 * <ul>
 *   <li>{@code compressFrame} with {@code compressBare}, and {@code decompressFrame} with {@code
 *       decompressBare}. The frame codec allocates the result and computes or checks a checksum;
 *       the bare call writes to memory that is reused.
 *   <li>{@code compressBareAtLevel3} with {@code compressBare} of ZSTD, whose level in the product
 *       is 1: what the next level would cost, and store.
 * </ul>
 *
 * <p>The score is the time of one message. {@code :bytes} and {@code :storedBytes} are that time by
 * byte of the message and of the result, so {@code :storedBytes} divided by {@code :bytes} is the
 * compression ratio.
 *
 * <pre>
 * java -jar target/benchmarks.jar 'compress\.'
 * java -jar target/benchmarks.jar 'compress\.' -p frame=BATCH_4K,BATCH_64K,BATCH_1M,BATCH_8M
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class CompressBenchmark extends TimePerShortOperation {
  private static final int NEXT_LEVEL = 3;

  @Benchmark
  public void compressFrame(EachFrame input, Compressed compressed, Blackhole blackhole) {
    try (ArrowBuf frame = input.framed.compress()) {
      blackhole.consume(frame.memoryAddress());
      compressed.add(input.bytes, frame.writerIndex() - FrameHeader.BYTES);
    }
  }

  @Benchmark
  public int compressBare(EachFrame input, Compressed compressed) {
    int stored = input.bare.compress();
    compressed.add(input.bytes, stored);
    return stored;
  }

  @Benchmark
  public int compressBareAtLevel3(Level3 input, Compressed compressed) {
    int stored = input.bare.compress();
    compressed.add(input.bytes, stored);
    return stored;
  }

  @Benchmark
  public void decompressFrame(OneFrame input, Compressed compressed, Blackhole blackhole) {
    try (ArrowBuf message = input.framed.decompress()) {
      blackhole.consume(message.memoryAddress());
      compressed.add(input.bytes, input.storedBytes);
    }
  }

  @Benchmark
  public int decompressBare(OneFrame input, Compressed compressed) {
    compressed.add(input.bytes, input.storedBytes);
    return input.bare.decompress();
  }

  /** The messages that are compressed. */
  public static class EachFrame extends Contenders {
    @Param({"BATCH_1M", "NOISE_1M", "RUNS_1M"})
    public FrameInput frame = FrameInput.BATCH_1M;

    @Override
    FrameInput frame() {
      return frame;
    }
  }

  /** The message that is decompressed. */
  public static class OneFrame extends Contenders {
    @Param("BATCH_1M")
    public FrameInput frame = FrameInput.BATCH_1M;

    @Override
    FrameInput frame() {
      return frame;
    }
  }

  /** Opens the contenders, which runs their gate: where it fails, nothing is timed. */
  @State(Scope.Benchmark)
  public abstract static class Contenders {
    @Param({"LZ4", "ZSTD"})
    public Codec codec = Codec.LZ4;

    private final BufferAllocator allocator = new RootAllocator();
    int bytes;
    int storedBytes;

    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    FramedContender framed;

    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    BareContender bare;

    abstract FrameInput frame();

    @Setup
    public void open() {
      byte[] message = frame().message();
      framed = new FramedContender(codec, message, allocator);
      bare = new BareContender(BareLibrary.of(codec), message);
      CompressGate.check(message, List.of(framed, bare));
      bytes = message.length;
      storedBytes = bare.compress();
    }

    @TearDown
    public void close() {
      framed.close();
      bare.close();
      allocator.close();
    }
  }

  /** Opens the library at a level that the product does not offer; its gate is its own message. */
  @State(Scope.Benchmark)
  public static class Level3 {
    @Param("BATCH_1M")
    public FrameInput frame = FrameInput.BATCH_1M;

    int bytes;

    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    BareContender bare;

    @Setup
    public void open() {
      byte[] message = frame.message();
      bare = new BareContender(new BareLibrary.BareZstd(NEXT_LEVEL), message);
      CompressGate.check(message, List.of(bare));
      bytes = message.length;
    }

    @TearDown
    public void close() {
      bare.close();
    }
  }
}
