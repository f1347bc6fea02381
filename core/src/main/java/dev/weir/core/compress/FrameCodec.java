package dev.weir.core.compress;

import dev.weir.core.batch.CorruptMessageException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Encodes messages as frames and decodes them; see {@link FrameHeader} for the layout. Lengths are
 * checked against the limit before memory is allocated. Not thread-safe.
 */
public final class FrameCodec implements AutoCloseable {
  /** The maximum message length, 1 GiB, which keeps the compressed length under 2 GiB. */
  public static final long RAW_BYTES_LIMIT = 1L << 30;

  private final Codec codec;
  private final Optional<Compressor> compressor;
  private final long rawBytesMax;
  private final BufferAllocator allocator;
  private final CRC32C checksum = new CRC32C();

  /**
   * Creates a codec for one side of a channel.
   *
   * @param rawBytesMax the maximum message length; at most {@link #RAW_BYTES_LIMIT}
   * @throws IllegalArgumentException if {@code rawBytesMax} is negative or over the limit
   */
  public FrameCodec(Codec codec, long rawBytesMax, BufferAllocator allocator) {
    if (rawBytesMax < 0 || rawBytesMax > RAW_BYTES_LIMIT) {
      throw new IllegalArgumentException(
          "rawBytesMax must be between 0 and %d: %d".formatted(RAW_BYTES_LIMIT, rawBytesMax));
    }
    this.codec = codec;
    this.rawBytesMax = rawBytesMax;
    this.allocator = allocator;
    this.compressor =
        switch (codec) {
          case NONE -> Optional.empty();
          case LZ4 -> Optional.of(new Lz4Compressor());
          case ZSTD -> Optional.of(new ZstdCompressor());
        };
  }

  /**
   * Encodes a message as a frame. With {@link Codec#NONE} the message is not copied.
   *
   * @param message {@link FrameHeader#BYTES} of headroom, then the message up to the writer index;
   *     ownership is transferred
   * @return the frame, from index 0 to the writer index, owned by the caller
   * @throws IllegalArgumentException if the message is longer than the limit
   */
  public ArrowBuf takeAndEncode(ArrowBuf message) {
    try (ArrowBuf taken = message) {
      long rawLength = taken.writerIndex() - FrameHeader.BYTES;
      if (rawLength < 0 || rawLength > rawBytesMax) {
        throw new IllegalArgumentException(
            "A message of " + rawLength + " bytes exceeds the limit of " + rawBytesMax);
      }
      if (compressor.isPresent()) {
        return compress(compressor.get(), taken, (int) rawLength);
      }
      writeHeader(taken, rawLength);
      taken.getReferenceManager().retain();
      return taken;
    }
  }

  private ArrowBuf compress(Compressor delegate, ArrowBuf message, int rawLength) {
    int bound = delegate.maxCompressedLength(rawLength);
    ArrowBuf frame = allocator.buffer((long) FrameHeader.BYTES + bound);
    boolean encoded = false;
    try {
      int stored =
          delegate.compress(
              message.nioBuffer(FrameHeader.BYTES, rawLength),
              frame.nioBuffer(FrameHeader.BYTES, bound));
      frame.writerIndex((long) FrameHeader.BYTES + stored);
      writeHeader(frame, rawLength);
      encoded = true;
      return frame;
    } finally {
      if (!encoded) {
        frame.close();
      }
    }
  }

  private void writeHeader(ArrowBuf frame, long rawLength) {
    frame.setInt(FrameHeader.MAGIC_OFFSET, FrameHeader.MAGIC);
    frame.setByte(FrameHeader.VERSION_OFFSET, FrameHeader.VERSION);
    frame.setByte(FrameHeader.CODEC_OFFSET, codec.id());
    frame.setShort(FrameHeader.PADDING_OFFSET, (short) 0);
    frame.setLong(FrameHeader.RAW_LENGTH_OFFSET, rawLength);
    frame.setLong(FrameHeader.STORED_LENGTH_OFFSET, frame.writerIndex() - FrameHeader.BYTES);
    frame.setInt(FrameHeader.CHECKSUM_OFFSET, checksum(frame));
    frame.setInt(FrameHeader.RESERVED_OFFSET, 0);
  }

  /**
   * Decodes a frame.
   *
   * @param frame from index 0 to the writer index; ownership is transferred
   * @return the message, from the reader index to the writer index, owned by the caller
   * @throws CorruptMessageException if the frame was not written by {@link #takeAndEncode}
   */
  public ArrowBuf takeAndDecode(ArrowBuf frame) {
    try {
      long rawLength = checkHeader(frame);
      if (compressor.isEmpty()) {
        frame.getReferenceManager().retain();
        return frame.readerIndex(FrameHeader.BYTES);
      }
      return decompress(compressor.get(), frame, (int) rawLength);
    } finally {
      frame.close();
    }
  }

  private ArrowBuf decompress(Compressor delegate, ArrowBuf frame, int rawLength) {
    int stored = (int) (frame.writerIndex() - FrameHeader.BYTES);
    ArrowBuf message = allocator.buffer(rawLength);
    boolean decoded = false;
    try {
      int length =
          delegate.decompress(
              frame.nioBuffer(FrameHeader.BYTES, stored), message.nioBuffer(0, rawLength));
      if (length != rawLength) {
        throw new CorruptMessageException(
            "A frame of " + rawLength + " raw bytes decompresses to " + length);
      }
      message.writerIndex(rawLength);
      decoded = true;
      return message;
    } finally {
      if (!decoded) {
        message.close();
      }
    }
  }

  /** Checks the header and the checksum, and returns the raw length. */
  private long checkHeader(ArrowBuf frame) {
    long stored = frame.writerIndex() - FrameHeader.BYTES;
    if (stored < 0 || stored > Integer.MAX_VALUE) {
      throw new CorruptMessageException("Invalid frame length: " + frame.writerIndex());
    }
    if (frame.getInt(FrameHeader.MAGIC_OFFSET) != FrameHeader.MAGIC
        || frame.getByte(FrameHeader.VERSION_OFFSET) != FrameHeader.VERSION) {
      throw new CorruptMessageException("A frame does not start with WEIR and version 1");
    }
    if (frame.getByte(FrameHeader.CODEC_OFFSET) != codec.id()) {
      throw new CorruptMessageException(
          "A frame has codec id "
              + frame.getByte(FrameHeader.CODEC_OFFSET)
              + ", expected "
              + codec);
    }
    long rawLength = frame.getLong(FrameHeader.RAW_LENGTH_OFFSET);
    if (rawLength < 0 || rawLength > rawBytesMax) {
      throw new CorruptMessageException(
          "A frame has " + rawLength + " raw bytes; the limit is " + rawBytesMax);
    }
    if (frame.getLong(FrameHeader.STORED_LENGTH_OFFSET) != stored
        || (codec == Codec.NONE && rawLength != stored)) {
      throw new CorruptMessageException("The stored length of a frame is wrong");
    }
    if (frame.getInt(FrameHeader.CHECKSUM_OFFSET) != checksum(frame)) {
      throw new CorruptMessageException("The checksum of a frame does not match");
    }
    return rawLength;
  }

  private int checksum(ArrowBuf frame) {
    checksum.reset();
    checksum.update(frame.nioBuffer(0, FrameHeader.CHECKSUM_OFFSET));
    int stored = (int) (frame.writerIndex() - FrameHeader.BYTES);
    ByteBuffer payload = frame.nioBuffer(FrameHeader.BYTES, stored);
    checksum.update(payload);
    return (int) checksum.getValue();
  }

  @Override
  public void close() {
    compressor.ifPresent(Compressor::close);
  }
}
