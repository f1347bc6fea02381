package dev.weir.core.pipeline;

/** Waiting for threads. */
final class Threads {
  private Threads() {}

  /** Waits for a thread's end even where this one is interrupted; the interrupt is kept. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
