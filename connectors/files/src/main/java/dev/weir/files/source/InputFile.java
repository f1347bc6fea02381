package dev.weir.files.source;

import dev.weir.files.format.BatchReader;
import dev.weir.files.store.FileType;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is open for reading. */
final class InputFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Channel channel;
  private final BufferedInputStream stream;

  private InputFile(Channel channel, InputStream decompressed) {
    this.channel = channel;
    this.stream = new BufferedInputStream(decompressed, BUFFER_BYTES);
  }

  static InputFile open(Path path, FileType type) throws IOException {
    return open(FileChannel.open(path, StandardOpenOption.READ), type);
  }

  @SuppressWarnings("resource") // Standard input outlives the session.
  static InputFile standardInput(FileType type) throws IOException {
    return open(new FileInputStream(FileDescriptor.in).getChannel(), type);
  }

  private static InputFile open(FileChannel channel, FileType type) throws IOException {
    try {
      return new InputFile(channel, type.codec().decompress(new ChannelInput(channel)));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The content; see {@link BatchReader}. */
  BufferedInputStream stream() {
    return stream;
  }

  /** Ends a read under way, from any thread; the decompressor belongs to the thread that reads. */
  void abort() throws IOException {
    channel.close();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      stream.close();
    }
  }
}
