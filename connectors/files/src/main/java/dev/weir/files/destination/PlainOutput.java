package dev.weir.files.destination;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** The output of a load without a receipt. */
interface PlainOutput {
  /** Returns the name to show in messages. */
  String display();

  /** Returns how rows are written, for the plan. */
  String strategy();

  /** Opens the channel, which the caller closes. */
  WritableByteChannel open() throws IOException;

  /** Returns whether each batch is to arrive at once, and nothing is published afterwards. */
  boolean isStream();

  /** Makes the closed output visible. */
  void publish() throws IOException;

  /** Removes the closed output unless it is published. */
  void discard() throws IOException;
}
