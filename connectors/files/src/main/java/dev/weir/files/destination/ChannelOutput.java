package dev.weir.files.destination;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes to a channel, which it does not close, so that a codec can be closed before it. */
final class ChannelOutput extends OutputStream {
  private final WritableByteChannel channel;
  private volatile boolean discards;

  ChannelOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** Writes nothing from now on; from any thread. */
  void discard() {
    discards = true;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (!discards && buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
