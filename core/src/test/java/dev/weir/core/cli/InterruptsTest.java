package dev.weir.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.pipeline.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals, sent to a real process. */
@Timeout(60)
class InterruptsTest {
  /** Waits for a stop; with an argument, does not stop even then. */
  static final class Waiter {
    static final Duration GRACE = Duration.ofSeconds(3);

    private Waiter() {}

    public static void main(String[] args) throws InterruptedException {
      Cancellation cancellation = new Cancellation();
      CountDownLatch stopped = new CountDownLatch(args.length == 0 ? 1 : 2);
      cancellation.onRequest(stopped::countDown);
      Interrupts interrupts = Interrupts.install(cancellation, System.err::println, GRACE);
      System.out.println("ready");
      stopped.await();
      System.out.println("stopped: " + interrupts.isRequested());
      interrupts.close();
    }
  }

  private static Process start(String... args) throws IOException {
    return new ProcessBuilder(LauncherFlags.java(Waiter.class, args))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void install_firstSignal_requestsCancellation() throws Exception {
    Process process = start();
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("ready");
      process.toHandle().destroy();

      assertThat(lines.readLine()).isEqualTo("stopped: true");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void install_secondSignal_haltsImmediately() throws Exception {
    Process process = start("stubborn");
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("ready");
      long start = System.nanoTime();
      process.toHandle().destroy();
      // Two of the same signal within one wake-up of the JVM would be one.
      while (process.isAlive() && System.nanoTime() - start < Waiter.GRACE.toNanos() / 2) {
        process.waitFor(200, TimeUnit.MILLISECONDS);
        process.toHandle().destroy();
      }

      assertThat(process.waitFor()).isEqualTo(7);
      assertThat(System.nanoTime() - start).isLessThan(Waiter.GRACE.toNanos());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void install_runThatDoesNotStop_isHaltedAfterTheGracePeriod() throws Exception {
    Process process = start("stubborn");
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("ready");
      process.toHandle().destroy();

      assertThat(process.waitFor(Waiter.GRACE.toSeconds() + 20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(7);
    } finally {
      process.destroyForcibly();
    }
  }
}
