package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens a session on its own thread, so that an attempt that stops does not wait for a server that
 * does not respond. A session that opens too late is closed by that thread.
 *
 * @param <S> the session
 */
final class Opening<S> implements AutoCloseable {
  private final CompletableFuture<S> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> stopped;
  private final Consumer<S> closer;
  private boolean taken;

  private Opening(CompletableFuture<Void> stopped, Consumer<S> closer) {
    this.stopped = stopped;
    this.closer = closer;
  }

  /**
   * Starts to open a session.
   *
   * @param name the thread's name
   * @param close closes a session that is no longer wanted
   * @param stopped completed when the attempt stops
   */
  static <S> Opening<S> start(
      String name, Supplier<S> connect, Consumer<S> close, CompletableFuture<Void> stopped) {
    Opening<S> opening = new Opening<>(stopped, close);
    Thread thread = new Thread(() -> opening.open(connect), name);
    thread.setDaemon(true);
    thread.start();
    return opening;
  }

  /**
   * Waits for the session, which the caller then owns.
   *
   * @throws ChannelAbortedException if the attempt stops first
   */
  S await() {
    try {
      CompletableFuture.anyOf(opened, stopped).join();
      if (!opened.isDone() && opened.cancel(false)) {
        throw new ChannelAbortedException();
      }
      S session = opened.join();
      taken = true;
      return session;
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

  /** Closes the session unless it was taken; called by the thread that waits. */
  @Override
  public void close() {
    boolean hasSession = !opened.cancel(false) && !opened.isCompletedExceptionally();
    if (hasSession && !taken) {
      closer.accept(opened.join());
    }
  }

  private void open(Supplier<S> connect) {
    S session;
    try {
      session = connect.get();
    } catch (RuntimeException | Error e) {
      opened.completeExceptionally(e);
      return;
    }
    if (!opened.complete(session)) {
      closer.accept(session);
    }
  }
}
