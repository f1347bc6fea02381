package dev.weir.files.destination;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Opens an output on a thread of its own. To open a named pipe waits until it has a reader, which
 * no interrupt ends; the thread can be left behind.
 */
final class AbandonableOpen {
  private final CompletableFuture<WritableByteChannel> channel = new CompletableFuture<>();

  /**
   * Returns the channel, which the caller closes.
   *
   * @throws IOException if the output cannot be opened, or the wait is abandoned
   */
  WritableByteChannel await(PlainOutput output) throws IOException {
    Thread thread = new Thread(() -> open(output), "weir-open-output");
    thread.setDaemon(true);
    thread.start();
    try {
      return channel.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (CancellationException e) {
      throw new IOException("The output was abandoned before it was open", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The wait for the output was interrupted", e);
    }
  }

  private void open(PlainOutput output) {
    try {
      WritableByteChannel opened = output.open();
      if (!channel.complete(opened)) {
        opened.close();
      }
    } catch (Throwable e) {
      // Also an Error: nothing else would end the wait.
      channel.completeExceptionally(e);
    }
  }

  /** Ends the wait, from any thread. What is opened later is closed at once. */
  void abandon() {
    channel.cancel(false);
  }
}
