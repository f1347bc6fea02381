package dev.weir.core.compress;

import dev.weir.core.batch.CorruptMessageException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Converts messages to frames and back; the layout is that of {@link FrameHeader}. Lengths are
 * checked against the limit before anything is allocated. For one thread.
 */
public final class FrameCodec implements AutoCloseable {
  /** The longest message of any frame: 1 GiB, so that its compressed form is under 2 GiB. */
  public static final long RAW_BYTES_LIMIT = 1L << 30;

  private final Codec codec;
  private final Optional<Compressor> compressor;
  private final long rawBytesMax;
  private final BufferAllocator allocator;
  private final CRC32C checksum = new CRC32C();

  /**
   * A codec for one side of a channel.
   *
   * @param rawBytesMax the longest message that is sealed or opened; at most {@link
   *     #RAW_BYTES_LIMIT}
   * @throws IllegalArgumentException where {@code rawBytesMax} is negative or over the limit
   */
  public FrameCodec(Codec codec, long rawBytesMax, BufferAllocator allocator) {
    if (rawBytesMax < 0 || rawBytesMax > RAW_BYTES_LIMIT) {
      throw new IllegalArgumentException(
          "A frame holds 0 to %d bytes, not %d".formatted(RAW_BYTES_LIMIT, rawBytesMax));
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
   * Seals a message. An uncompressed one is not copied.
   *
   * @param message {@link FrameHeader#BYTES} of headroom, then the message up to its writer index;
   *     taken over
   * @return the frame, from index 0 to its writer index, owned by the caller
   * @throws IllegalArgumentException where the message is longer than the limit
   */
  public ArrowBuf takeAndSeal(ArrowBuf message) {
    try (ArrowBuf taken = message) {
      long rawLength = taken.writerIndex() - FrameHeader.BYTES;
      if (rawLength < 0 || rawLength > rawBytesMax) {
        throw new IllegalArgumentException(
            "A message of " + rawLength + " bytes; a frame holds " + rawBytesMax);
      }
      if (compressor.isPresent()) {
        return compressed(compressor.get(), taken, (int) rawLength);
      }
      writeHeader(taken, rawLength);
      taken.getReferenceManager().retain();
      return taken;
    }
  }

  private ArrowBuf compressed(Compressor with, ArrowBuf message, int rawLength) {
    int bound = with.maxCompressedLength(rawLength);
    ArrowBuf frame = allocator.buffer((long) FrameHeader.BYTES + bound);
    boolean sealed = false;
    try {
      int stored =
          with.compress(
              message.nioBuffer(FrameHeader.BYTES, rawLength),
              frame.nioBuffer(FrameHeader.BYTES, bound));
      frame.writerIndex((long) FrameHeader.BYTES + stored);
      writeHeader(frame, rawLength);
      sealed = true;
      return frame;
    } finally {
      if (!sealed) {
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
   * Opens a frame.
   *
   * @param frame from index 0 to its writer index; taken over
   * @return the message from its reader index to its writer index, owned by the caller
   * @throws CorruptMessageException where the frame is not one that {@link #takeAndSeal} made
   */
  public ArrowBuf takeAndOpen(ArrowBuf frame) {
    try {
      long rawLength = checkHeader(frame);
      if (compressor.isEmpty()) {
        frame.getReferenceManager().retain();
        return frame.readerIndex(FrameHeader.BYTES);
      }
      return decompressed(compressor.get(), frame, (int) rawLength);
    } finally {
      frame.close();
    }
  }

  private ArrowBuf decompressed(Compressor with, ArrowBuf frame, int rawLength) {
    int stored = (int) (frame.writerIndex() - FrameHeader.BYTES);
    ArrowBuf message = allocator.buffer(rawLength);
    boolean opened = false;
    try {
      int length =
          with.decompress(
              frame.nioBuffer(FrameHeader.BYTES, stored), message.nioBuffer(0, rawLength));
      if (length != rawLength) {
        throw new CorruptMessageException(
            "A frame of " + rawLength + " raw bytes decompressed to " + length);
      }
      message.writerIndex(rawLength);
      opened = true;
      return message;
    } finally {
      if (!opened) {
        message.close();
      }
    }
  }

  /** Checks the header and the checksum, and returns the raw length. */
  private long checkHeader(ArrowBuf frame) {
    long stored = frame.writerIndex() - FrameHeader.BYTES;
    if (stored < 0 || stored > Integer.MAX_VALUE) {
      throw new CorruptMessageException("A frame of " + frame.writerIndex() + " bytes");
    }
    if (frame.getInt(FrameHeader.MAGIC_OFFSET) != FrameHeader.MAGIC
        || frame.getByte(FrameHeader.VERSION_OFFSET) != FrameHeader.VERSION) {
      throw new CorruptMessageException("A frame does not begin with WEIR and version 1");
    }
    if (frame.getByte(FrameHeader.CODEC_OFFSET) != codec.id()) {
      throw new CorruptMessageException(
          "A frame of codec " + frame.getByte(FrameHeader.CODEC_OFFSET) + ", not " + codec);
    }
    long rawLength = frame.getLong(FrameHeader.RAW_LENGTH_OFFSET);
    if (rawLength < 0 || rawLength > rawBytesMax) {
      throw new CorruptMessageException(
          "A frame of " + rawLength + " raw bytes; the limit is " + rawBytesMax);
    }
    if (frame.getLong(FrameHeader.STORED_LENGTH_OFFSET) != stored
        || (codec == Codec.NONE && rawLength != stored)) {
      throw new CorruptMessageException("A frame whose stored length is wrong");
    }
    if (frame.getInt(FrameHeader.CHECKSUM_OFFSET) != checksum(frame)) {
      throw new CorruptMessageException("A frame whose checksum does not match");
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
