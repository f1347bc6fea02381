package dev.weir.micro.ipc;

import dev.weir.core.batch.Batch;
import dev.weir.core.batch.IpcDecoder;
import dev.weir.core.batch.IpcEncoder;
import dev.weir.core.compress.FrameHeader;
import java.util.function.Consumer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The product's codec, used as the product uses it: with a frame header's headroom. */
final class WeirIpc implements IpcContender {
  private final VectorSchemaRoot root;
  private final BufferAllocator allocator;
  private final IpcEncoder encoder;
  private final IpcDecoder decoder;
  private final ArrowBuf encoded;

  /**
   * A codec that encodes this batch and decodes this batch's message.
   *
   * @param root borrowed until this is closed
   */
  WeirIpc(VectorSchemaRoot root, BufferAllocator allocator) {
    this.root = root;
    this.allocator = allocator;
    this.encoder = new IpcEncoder(root.getSchema(), allocator, FrameHeader.BYTES);
    this.decoder = new IpcDecoder(root.getSchema(), allocator);
    this.encoded = encode();
  }

  /** A new buffer, owned by the caller: the headroom, then the message. */
  ArrowBuf encode() {
    return encoder.encode(root).readerIndex(FrameHeader.BYTES);
  }

  /** The batch read from a message that was encoded beforehand; owned by the caller. */
  Batch decode() {
    encoded.getReferenceManager().retain();
    return decoder.takeAndDecode(encoded);
  }

  /** The batch read from a message; owned by the caller. */
  Batch takeAndDecode(ArrowBuf message) {
    return decoder.takeAndDecode(message);
  }

  /** The message that {@link #decode} reads, lent. */
  ArrowBuf encoded() {
    return encoded;
  }

  @Override
  public String name() {
    return "weir";
  }

  @Override
  public byte[] message() {
    try (ArrowBuf message = encode()) {
      byte[] bytes = new byte[Math.toIntExact(message.readableBytes())];
      message.getBytes(message.readerIndex(), bytes);
      return bytes;
    }
  }

  @Override
  public void read(byte[] message, Consumer<VectorSchemaRoot> reader) {
    ArrowBuf buffer = allocator.buffer(message.length);
    buffer.writeBytes(message);
    try (Batch batch = decoder.takeAndDecode(buffer)) {
      reader.accept(batch.root());
    }
  }

  @Override
  public void close() {
    encoded.close();
  }
}
