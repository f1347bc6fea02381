package dev.weir.integration;

import dev.weir.integration.fixture.BenchmarkDatabase;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Holds back the data of each COPY until it is told to pass them on. The connection is not
 * encrypted. Source of the messages: PostgreSQL documentation, "Message Formats".
 */
final class HoldingRelay extends Relay {
  private static final int COPY_DATA = 'd';

  /** The length of a message includes its own bytes. */
  private static final int LENGTH_BYTES = 4;

  /** How often the reader is looked at; the first byte itself ends the wait at once. */
  private static final int CHECK_MILLIS = 20;

  private final Semaphore held = new Semaphore(0);
  private final Semaphore released = new Semaphore(0);

  HoldingRelay(BenchmarkDatabase server) throws IOException {
    super(server.withSslMode("disable"));
    start();
  }

  /**
   * Waits until the first byte of a COPY's data has come from the server.
   *
   * @param reader of that data
   * @throws ExecutionException where the reader fails before
   * @throws IllegalStateException where the data do not come within the limit
   */
  void awaitFirstByte(Future<?> reader, Duration limit)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + limit.toNanos();
    while (!held.tryAcquire(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (reader.isDone()) {
        // Throws the reader's error.
        reader.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "The server has sent no data of a COPY within " + limit.toMillis() + " ms");
      }
    }
  }

  /** Passes on the data of the COPY that is held, from now on without delay. */
  void release() {
    released.release();
  }

  @Override
  void pass(InputStream in, OutputStream out) throws IOException {
    DataInputStream from = new DataInputStream(new BufferedInputStream(in, BUFFER_BYTES));
    DataOutputStream to = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
    for (int type = from.read(); type >= 0; type = from.read()) {
      if (type == COPY_DATA) {
        to.flush();
        held.release();
        released.acquireUninterruptibly();
        out.write(type);
        passRest(from, out);
        return;
      }
      int length = from.readInt();
      to.writeByte(type);
      to.writeInt(length);
      to.write(from.readNBytes(length - LENGTH_BYTES));
      if (from.available() == 0) {
        to.flush();
      }
    }
  }

  private static void passRest(InputStream from, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
      out.write(buffer, 0, length);
    }
  }
}
