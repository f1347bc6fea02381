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

  /** Fails if a buffer leaks. */
  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  @Property(tries = 200)
  void decode_encodedMessage_equalsTheMessage(
      @ForAll Codec codec, @ForAll @IntRange(max = 20_000) int length, @ForAll long seed) {
    try (BufferAllocator local = new RootAllocator();
        FrameCodec frames = new FrameCodec(codec, RAW_BYTES_MAX, local);
        ArrowBuf decoded =
            frames.takeAndDecode(frames.takeAndEncode(message(local, length, seed)))) {
      assertThat(read(decoded)).isEqualTo(payload(length, seed));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"LZ4", "ZSTD"})
  void encode_repetitiveMessage_isSmaller(Codec codec) {
    try (FrameCodec frames = new FrameCodec(codec, RAW_BYTES_MAX, allocator);
        ArrowBuf frame = frames.takeAndEncode(message(allocator, 10_000, 7))) {
      assertThat(frame.writerIndex()).isLessThan(10_000);
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void decode_flippedBit_isRejected(Codec codec) {
    Random random = new Random(1);
    try (FrameCodec frames = new FrameCodec(codec, RAW_BYTES_MAX, allocator);
        ArrowBuf frame = frames.takeAndEncode(message(allocator, 500, 3))) {
      for (int bit = 0; bit < frame.writerIndex() * Byte.SIZE; bit += 1 + random.nextInt(3)) {
        int index = bit / Byte.SIZE;
        if (isUnchecked(index)) {
          continue;
        }
        ArrowBuf corrupted = copy(frame);
        corrupted.setByte(index, corrupted.getByte(index) ^ (1 << bit % Byte.SIZE));
        assertThatThrownBy(() -> frames.takeAndDecode(corrupted))
            .as("bit %d of byte %d", bit % Byte.SIZE, index)
            .isInstanceOf(CorruptMessageException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void decode_truncatedFrame_isRejected(Codec codec) {
    try (FrameCodec frames = new FrameCodec(codec, RAW_BYTES_MAX, allocator);
        ArrowBuf frame = frames.takeAndEncode(message(allocator, 100, 3))) {
      for (long length = 0; length < frame.writerIndex(); length++) {
        ArrowBuf truncated = copy(frame).writerIndex(length);
        assertThatThrownBy(() -> frames.takeAndDecode(truncated))
            .isInstanceOf(CorruptMessageException.class);
      }
    }
  }

  /** The checksum is correct, so only the length check can reject it. */
  @Test
  void decode_rawLengthOverTheLimit_isRejectedBeforeAllocation() {
    try (FrameCodec larger = new FrameCodec(Codec.LZ4, RAW_BYTES_MAX, allocator);
        FrameCodec smaller = new FrameCodec(Codec.LZ4, 100, allocator)) {
      ArrowBuf frame = larger.takeAndEncode(message(allocator, 101, 3));
      long before = allocator.getPeakMemoryAllocation();
      assertThatThrownBy(() -> smaller.takeAndDecode(frame))
          .isInstanceOf(CorruptMessageException.class)
          .hasMessage("A frame has 101 raw bytes; the limit is 100");
      assertThat(allocator.getPeakMemoryAllocation()).isEqualTo(before);
    }
  }

  @Test
  void decode_frameOfAnotherCodec_isRejected() {
    try (FrameCodec lz4 = new FrameCodec(Codec.LZ4, RAW_BYTES_MAX, allocator);
        FrameCodec zstd = new FrameCodec(Codec.ZSTD, RAW_BYTES_MAX, allocator)) {
      ArrowBuf frame = lz4.takeAndEncode(message(allocator, 10, 3));
      assertThatThrownBy(() -> zstd.takeAndDecode(frame))
          .isInstanceOf(CorruptMessageException.class)
          .hasMessageContaining("codec id 1, expected ZSTD");
    }
  }

  @Test
  void encode_messageOverTheLimit_isRejectedAndReleased() {
    try (FrameCodec frames = new FrameCodec(Codec.NONE, 10, allocator)) {
      assertThatThrownBy(() -> frames.takeAndEncode(message(allocator, 11, 3)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Codec.class)
  void create_invalidLimit_isRejected(Codec codec) {
    for (long bytes : new long[] {FrameCodec.RAW_BYTES_LIMIT + 1, 16L << 30, -1}) {
      assertThatThrownBy(() -> new FrameCodec(codec, bytes, allocator))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rawBytesMax must be between 0 and 1073741824: " + bytes);
    }
  }

  /** The length does not fit in an int. */
  @Test
  void decode_frameOver2GiB_isRejected() {
    try (FrameCodec frames = new FrameCodec(Codec.LZ4, RAW_BYTES_MAX, allocator)) {
      ArrowBuf frame = frames.takeAndEncode(message(allocator, 100, 3));
      frame.setLong(FrameHeader.STORED_LENGTH_OFFSET, (3L << 30) - FrameHeader.BYTES);
      frame.writerIndex(3L << 30);
      assertThatThrownBy(() -> frames.takeAndDecode(frame))
          .isInstanceOf(CorruptMessageException.class)
          .hasMessage("Invalid frame length: 3221225472");
    }
  }

  /** A closed compressor fails after the frame is allocated. */
  @Test
  void encode_compressorFails_releasesAllMemory() {
    FrameCodec frames = new FrameCodec(Codec.ZSTD, RAW_BYTES_MAX, allocator);
    frames.close();

    assertThatThrownBy(() -> frames.takeAndEncode(message(allocator, 1_000, 3)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  @Test
  void decode_decompressorFails_releasesAllMemory() {
    FrameCodec frames = new FrameCodec(Codec.ZSTD, RAW_BYTES_MAX, allocator);
    ArrowBuf frame = frames.takeAndEncode(message(allocator, 1_000, 3));
    frames.close();

    assertThatThrownBy(() -> frames.takeAndDecode(frame)).isInstanceOf(IllegalStateException.class);
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  /** Bytes 28 to 31 are not covered by the checksum. */
  private static boolean isUnchecked(int index) {
    return index >= FrameHeader.RESERVED_OFFSET && index < FrameHeader.BYTES;
  }

  private static ArrowBuf message(BufferAllocator allocator, int length, long seed) {
    ArrowBuf message = allocator.buffer(FrameHeader.BYTES + length);
    message.setBytes(FrameHeader.BYTES, payload(length, seed));
    return message.writerIndex(FrameHeader.BYTES + length);
  }

  /** Returns half random bytes, half zeros. */
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
