package dev.weir.core.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.batch.CorruptMessageException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameCodecTest {
  private static final long RAW_BYTES_MAX = 1 << 20;

  private final BufferAllocator allocator = new RootAllocator();

  /** Fails where a buffer leaks. */
  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  @Property(tries = 200)
  void open_ofSealed_isTheMessage(
      @ForAll Codec codec, @ForAll @IntRange(max = 20_000) int length, @ForAll long seed) {
    try (BufferAllocator own = new RootAllocator();
        FrameCodec frames = new FrameCodec(codec, RAW_BYTES_MAX, own);
        ArrowBuf opened = frames.takeAndOpen(frames.takeAndSeal(message(own, length, seed)))) {
      assertThat(read(opened)).isEqualTo(payload(length, seed));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"LZ4", "ZSTD"})
  void seal_ofRepetitiveMessage_isSmaller(Codec codec) {
    try (FrameCodec frames = new FrameCodec(codec, RAW_BYTES_MAX, allocator);
        ArrowBuf frame = frames.takeAndSeal(message(allocator, 10_000, 7))) {
      assertThat(frame.writerIndex()).isLessThan(10_000);
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void open_ofEachFlippedBit_isRefused(Codec codec) {
    Random random = new Random(1);
    try (FrameCodec frames = new FrameCodec(codec, RAW_BYTES_MAX, allocator);
        ArrowBuf frame = frames.takeAndSeal(message(allocator, 500, 3))) {
      for (int bit = 0; bit < frame.writerIndex() * Byte.SIZE; bit += 1 + random.nextInt(3)) {
        int at = bit / Byte.SIZE;
        if (isUnused(at)) {
          continue;
        }
        ArrowBuf forged = copy(frame);
        forged.setByte(at, forged.getByte(at) ^ (1 << bit % Byte.SIZE));
        assertThatThrownBy(() -> frames.takeAndOpen(forged))
            .as("bit %d of byte %d", bit % Byte.SIZE, at)
            .isInstanceOf(CorruptMessageException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void open_ofEachTruncation_isRefused(Codec codec) {
    try (FrameCodec frames = new FrameCodec(codec, RAW_BYTES_MAX, allocator);
        ArrowBuf frame = frames.takeAndSeal(message(allocator, 100, 3))) {
      for (long length = 0; length < frame.writerIndex(); length++) {
        ArrowBuf cut = copy(frame).writerIndex(length);
        assertThatThrownBy(() -> frames.takeAndOpen(cut))
            .isInstanceOf(CorruptMessageException.class);
      }
    }
  }

  /** The checksum is right, so only the check of the length refuses it. */
  @Test
  void open_ofForgedRawLength_isRefusedBeforeAnythingIsAllocated() {
    try (FrameCodec generous = new FrameCodec(Codec.LZ4, RAW_BYTES_MAX, allocator);
        FrameCodec strict = new FrameCodec(Codec.LZ4, 100, allocator)) {
      ArrowBuf frame = generous.takeAndSeal(message(allocator, 101, 3));
      long before = allocator.getPeakMemoryAllocation();
      assertThatThrownBy(() -> strict.takeAndOpen(frame))
          .isInstanceOf(CorruptMessageException.class)
          .hasMessage("A frame of 101 raw bytes; the limit is 100");
      assertThat(allocator.getPeakMemoryAllocation()).isEqualTo(before);
    }
  }

  @Test
  void open_ofAnotherCodecsFrame_isRefused() {
    try (FrameCodec lz4 = new FrameCodec(Codec.LZ4, RAW_BYTES_MAX, allocator);
        FrameCodec zstd = new FrameCodec(Codec.ZSTD, RAW_BYTES_MAX, allocator)) {
      ArrowBuf frame = lz4.takeAndSeal(message(allocator, 10, 3));
      assertThatThrownBy(() -> zstd.takeAndOpen(frame))
          .isInstanceOf(CorruptMessageException.class)
          .hasMessageContaining("codec 1, not ZSTD");
    }
  }

  @Test
  void seal_ofMessageOverTheLimit_isRefusedAndClosed() {
    try (FrameCodec frames = new FrameCodec(Codec.NONE, 10, allocator)) {
      assertThatThrownBy(() -> frames.takeAndSeal(message(allocator, 11, 3)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void codec_ofAnInvalidLimit_isRefused(Codec codec) {
    for (long bytes : new long[] {FrameCodec.RAW_BYTES_LIMIT + 1, 16L << 30, -1}) {
      assertThatThrownBy(() -> new FrameCodec(codec, bytes, allocator))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A frame holds 0 to 1073741824 bytes, not " + bytes);
    }
  }

  /** The length does not fit an int. */
  @Test
  void open_ofAFrameOver2GiB_isRefused() {
    try (FrameCodec frames = new FrameCodec(Codec.LZ4, RAW_BYTES_MAX, allocator)) {
      ArrowBuf frame = frames.takeAndSeal(message(allocator, 100, 3));
      frame.setLong(FrameHeader.STORED_LENGTH_OFFSET, (3L << 30) - FrameHeader.BYTES);
      frame.writerIndex(3L << 30);
      assertThatThrownBy(() -> frames.takeAndOpen(frame))
          .isInstanceOf(CorruptMessageException.class)
          .hasMessage("A frame of 3221225472 bytes");
    }
  }

  /** A closed codec is a compressor that fails after the frame was allocated. */
  @Test
  void seal_whereTheCompressorFails_leavesNoMemory() {
    FrameCodec frames = new FrameCodec(Codec.ZSTD, RAW_BYTES_MAX, allocator);
    frames.close();

    assertThatThrownBy(() -> frames.takeAndSeal(message(allocator, 1_000, 3)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @Test
  void open_whereTheDecompressorFails_leavesNoMemory() {
    FrameCodec frames = new FrameCodec(Codec.ZSTD, RAW_BYTES_MAX, allocator);
    ArrowBuf frame = frames.takeAndSeal(message(allocator, 1_000, 3));
    frames.close();

    assertThatThrownBy(() -> frames.takeAndOpen(frame)).isInstanceOf(IllegalStateException.class);
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  /** Bytes 28 to 31 are ignored; bytes 6 and 7 are unused, but covered by the checksum. */
  private static boolean isUnused(int at) {
    return at >= FrameHeader.RESERVED_OFFSET && at < FrameHeader.BYTES;
  }

  private static ArrowBuf message(BufferAllocator allocator, int length, long seed) {
    ArrowBuf message = allocator.buffer(FrameHeader.BYTES + length);
    message.setBytes(FrameHeader.BYTES, payload(length, seed));
    return message.writerIndex(FrameHeader.BYTES + length);
  }

  /** Half noise, half repetition. */
  private static byte[] payload(int length, long seed) {
    byte[] payload = new byte[length];
    byte[] noise = new byte[length / 2];
    new Random(seed).nextBytes(noise);
    System.arraycopy(noise, 0, payload, 0, noise.length);
    return payload;
  }

  private static byte[] read(ArrowBuf message) {
    byte[] bytes = new byte[(int) message.readableBytes()];
    message.getBytes(message.readerIndex(), bytes);
    return bytes;
  }

  private ArrowBuf copy(ArrowBuf frame) {
    ArrowBuf copy = allocator.buffer(frame.writerIndex());
    copy.setBytes(0, frame, 0, frame.writerIndex());
    return copy.writerIndex(frame.writerIndex());
  }
}
