package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens a session on a thread of its own, so that a run that stops need not wait for a server that
 * does not answer. A session that opens too late is closed by that thread.
 */
final class Opening {
  private Opening() {}

  /**
   * Waits for the session, or for the run to stop.
   *
   * @param side names the thread
   * @param close closes a session that nobody waits for
   * @param stopped completed when the run stops
   * @throws ChannelAbortedException where the run stops first
   */
  static <S> S await(
      String side, Supplier<S> connect, Consumer<S> close, CompletableFuture<Void> stopped) {
    CompletableFuture<S> opened = new CompletableFuture<>();
    Thread thread = new Thread(() -> open(connect, close, opened), "weir-connect-" + side);
    thread.setDaemon(true);
    thread.start();
    try {
      CompletableFuture.anyOf(opened, stopped).join();
      if (!opened.isDone() && opened.cancel(false)) {
        throw new ChannelAbortedException();
      }
      return opened.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof Error fatal) {
        throw fatal;
      }
      throw e;
    }
  }

  private static <S> void open(
      Supplier<S> connect, Consumer<S> close, CompletableFuture<S> opened) {
    S session;
    try {
      session = connect.get();
    } catch (RuntimeException | Error e) {
      opened.completeExceptionally(e);
      return;
    }
    if (!opened.complete(session)) {
      close.accept(session);
    }
  }
}
