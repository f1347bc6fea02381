package dev.weir.micro.channel;

import dev.weir.core.channel.Frame;
import dev.weir.micro.cpu.ThreadCpus;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A thread that takes frames from a queue and hands each to a receiver, until it is closed. It is
 * bound to a CPU.
 */
final class FrameTaker implements AutoCloseable {
  /** Receives frames in the taker's thread. */
  @FunctionalInterface
  interface Receiver {
    void accept(Frame frame) throws InterruptedException;
  }

  private final Thread thread;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * Starts the thread.
   *
   * @param cpu that it is bound to, counted from 0
   */
  FrameTaker(FrameQueue queue, int cpu, Receiver receiver) {
    thread =
        new Thread(
            () -> {
              ThreadCpus.bindTo(cpu);
              try {
                while (true) {
                  receiver.accept(queue.take());
                }
              } catch (InterruptedException e) {
                // Closed.
              } catch (RuntimeException e) {
                failure.set(e);
              }
            },
            "taker");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the thread. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }
}
