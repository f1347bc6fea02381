package dev.weir.integration;

import dev.weir.integration.fixture.BenchmarkDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that the server sends. */
final class CountingRelay extends Relay {
  private final AtomicLong received = new AtomicLong();

  CountingRelay(BenchmarkDatabase server) throws IOException {
    super(server);
    start();
  }

  /** Returns the bytes that the server has sent and the relay has passed on. */
  long receivedBytes() {
    return received.get();
  }

  /** Counts before it passes on: what a client has read is counted. */
  @Override
  void pass(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      received.addAndGet(length);
      out.write(buffer, 0, length);
    }
  }
}
