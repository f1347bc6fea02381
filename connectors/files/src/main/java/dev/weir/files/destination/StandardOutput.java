package dev.weir.files.destination;

import java.nio.channels.WritableByteChannel;
import java.util.function.Supplier;

/**
 * Standard output, or what is in its place.
 *
 * @param channel opens it
 */
record StandardOutput(Supplier<WritableByteChannel> channel) implements PlainOutput {
  @Override
  public String display() {
    return "Standard output";
  }

  @Override
  public String strategy() {
    return "write to standard output";
  }

  @Override
  public WritableByteChannel open() {
    return channel.get();
  }

  @Override
  public boolean isStream() {
    return true;
  }

  @Override
  public void publish() {}

  @Override
  public void discard() {}
}
