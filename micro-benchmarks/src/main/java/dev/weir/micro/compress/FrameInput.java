package dev.weir.micro.compress;

import dev.weir.core.batch.IpcEncoder;
import dev.weir.micro.copy.CopyShape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The messages that are compressed, from a fixed seed. */
public enum FrameInput {
  BATCH_4K(Content.BATCH, 4 << 10),
  BATCH_64K(Content.BATCH, 64 << 10),
  BATCH_1M(Content.BATCH, 1 << 20),
  BATCH_8M(Content.BATCH, 8 << 20),
  NOISE_1M(Content.NOISE, 1 << 20),
  RUNS_1M(Content.RUNS, 1 << 20);

  private static final long SEED = 20_261;
  private static final int SAMPLE_ROWS = 1_000;
  private static final int RUN_BYTES_MAX = 512;

  private final Content content;
  private final int bytes;

  FrameInput(Content content, int bytes) {
    this.content = content;
    this.bytes = bytes;
  }

  private enum Content {
    /** An Arrow IPC message of narrow rows. */
    BATCH,
    /** Random bytes, which cannot be compressed. */
    NOISE,
    /** Runs of 1 to 512 equal bytes. */
    RUNS
  }

  /** Returns the message; that of a batch has whole rows, so it is a little shorter. */
  byte[] message() {
    return switch (content) {
      case BATCH -> batch();
      case NOISE -> noise();
      case RUNS -> runs();
    };
  }

  private byte[] batch() {
    try (BufferAllocator allocator = new RootAllocator()) {
      int sample = encode(SAMPLE_ROWS, allocator).length;
      long rows = (long) SAMPLE_ROWS * bytes / sample;
      byte[] message = encode(Math.toIntExact(rows), allocator);
      while (message.length > bytes) {
        rows -= Math.max(1, rows * (message.length - bytes) / message.length);
        message = encode(Math.toIntExact(rows), allocator);
      }
      return message;
    }
  }

  private static byte[] encode(int rows, BufferAllocator allocator) {
    try (VectorSchemaRoot root = CopyShape.NARROW.batch(rows, allocator);
        ArrowBuf message = new IpcEncoder(root.getSchema(), allocator, 0).encode(root)) {
      byte[] encoded = new byte[Math.toIntExact(message.readableBytes())];
      message.getBytes(0, encoded);
      return encoded;
    }
  }

  private byte[] noise() {
    byte[] noise = new byte[bytes];
    new SplittableRandom(SEED).nextBytes(noise);
    return noise;
  }

  private byte[] runs() {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] runs = new byte[bytes];
    int at = 0;
    while (at < bytes) {
      int end = Math.min(bytes, at + 1 + random.nextInt(RUN_BYTES_MAX));
      Arrays.fill(runs, at, end, (byte) random.nextInt());
      at = end;
    }
    return runs;
  }
}
