package dev.weir.core.pipeline;

import dev.weir.core.channel.ChannelAbortedException;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.SourceSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The open sessions of an attempt: they are cancelled from any thread, and closed by the attempt.
 * Thread-safe.
 */
final class Sessions implements AutoCloseable {
  private final CompletableFuture<Void> stopped;
  private final List<SourceSession> sources = new ArrayList<>();
  private final List<DestinationSession> destinations = new ArrayList<>();

  Sessions(CompletableFuture<Void> stopped) {
    this.stopped = stopped;
  }

  SourceSession add(SourceSession session) {
    synchronized (this) {
      sources.add(session);
    }
    checkRunning();
    return session;
  }

  DestinationSession add(DestinationSession session) {
    synchronized (this) {
      destinations.add(session);
    }
    checkRunning();
    return session;
  }

  private void checkRunning() {
    if (stopped.isDone()) {
      throw new ChannelAbortedException();
    }
  }

  /** Cancels all sessions at the same time; returns when each request was sent. */
  void cancel() {
    List<Runnable> cancels = new ArrayList<>();
    synchronized (this) {
      sources.forEach(session -> cancels.add(session::cancel));
      destinations.forEach(session -> cancels.add(session::cancel));
    }
    List<Thread> threads = new ArrayList<>();
    for (Runnable cancel : cancels) {
      Thread thread = new Thread(cancel, "weir-cancel");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    threads.forEach(Threads::join);
  }

  /** Closes all sessions, the one that planned last. */
  @Override
  public void close() {
    List<Runnable> closes = new ArrayList<>();
    synchronized (this) {
      sources.forEach(session -> closes.add(0, session::close));
      destinations.forEach(session -> closes.add(0, session::close));
    }
    Closing.all(closes);
  }
}
