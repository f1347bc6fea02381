package dev.weir.micro.compress;

import dev.weir.core.compress.Codec;
import dev.weir.core.compress.FrameCodec;
import dev.weir.core.compress.FrameHeader;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** The product's frame codec, which allocates a buffer for each result. */
final class FramedContender implements CompressContender {
  private final FrameCodec codec;
  private final ArrowBuf message;
  private final ArrowBuf frame;

  FramedContender(Codec codec, byte[] bytes, BufferAllocator allocator) {
    this.codec = new FrameCodec(codec, bytes.length, allocator);
    this.message = allocator.buffer((long) FrameHeader.BYTES + bytes.length);
    message.setBytes(FrameHeader.BYTES, bytes);
    message.writerIndex((long) FrameHeader.BYTES + bytes.length);
    this.frame = compress();
  }

  /** Compresses the message to a frame, owned by the caller. */
  ArrowBuf compress() {
    message.getReferenceManager().retain();
    return codec.takeAndEncode(message);
  }

  /** Decompresses a frame that was made beforehand to a message, owned by the caller. */
  ArrowBuf decompress() {
    frame.getReferenceManager().retain();
    return codec.takeAndDecode(frame);
  }

  @Override
  public String name() {
    return "frame codec";
  }

  @Override
  public byte[] stored() {
    try (ArrowBuf compressed = compress()) {
      return bytes(compressed, FrameHeader.BYTES);
    }
  }

  @Override
  public byte[] restored() {
    try (ArrowBuf decompressed = decompress()) {
      return bytes(decompressed, decompressed.readerIndex());
    }
  }

  private static byte[] bytes(ArrowBuf buffer, long start) {
    byte[] bytes = new byte[Math.toIntExact(buffer.writerIndex() - start)];
    buffer.getBytes(start, bytes);
    return bytes;
  }

  @Override
  public void close() {
    frame.close();
    message.close();
    codec.close();
  }
}
