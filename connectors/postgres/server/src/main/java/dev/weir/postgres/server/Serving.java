package dev.weir.postgres.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server in the foreground: from its start until the lifeline ends, or until the process gets
 * SIGTERM or SIGINT. Then the server is stopped, or what was created on it is removed.
 *
 * <p>The lifeline is an input whose other end the harness holds open, or a process. It ends with
 * the harness, whatever ends that, so no server outlives a harness that was killed.
 */
final class Serving {
  /** The variable of the ready file that names the kind of the server. */
  static final String PROVIDER = "WEIR_POSTGRES_PROVIDER";

  private final String provider;
  private final Path workDirectory;
  private final Path ready;
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final AtomicBoolean starting = new AtomicBoolean(true);
  private final Thread main = Thread.currentThread();

  Serving(String provider, Path workDirectory, Path ready) {
    this.provider = provider;
    this.workDirectory = workDirectory;
    this.ready = ready;
  }

  /**
   * Serves.
   *
   * @param lifeline returns when the server shall end
   * @param out gets one line when the server is ready
   * @param err gets the server's notice, before that
   */
  void run(Runnable lifeline, PrintWriter out, PrintWriter err) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::endAndWait, "serve-end"));
    Thread waiting =
        new Thread(
            () -> {
              lifeline.run();
              end();
            },
            "serve-lifeline");
    waiting.setDaemon(true);
    try {
      claim();
      waiting.start();
      try {
        serve(out, err);
      } finally {
        starting.set(false);
        Files.deleteIfExists(ready);
        ServeState.delete(workDirectory);
      }
    } catch (IOException e) {
      throw new ServerException(
          "The work directory %s cannot be used (%s); name another with --work."
              .formatted(workDirectory, ServerErrors.firstLine(e)),
          e);
    } finally {
      finished.countDown();
    }
  }

  private void claim() throws IOException {
    Files.createDirectories(workDirectory);
    if (ServeState.read(workDirectory).flatMap(ServeState::process).isPresent()) {
      throw new ServerException(
          "Another weir-postgres serves from %s; stop it by `weir-postgres stop --work %s`."
              .formatted(workDirectory, workDirectory));
    }
    StaleServerCleanup.stop(workDirectory);
    ServeState.ofThisProcess(ready).write(workDirectory);
  }

  private void serve(PrintWriter out, PrintWriter err) throws IOException {
    PostgresServer server = Providers.open(provider, workDirectory);
    starting.set(false);
    try {
      server.notice().ifPresent(notice -> err.println("weir-postgres: " + notice));
      BenchLayout layout = server.createLayout();
      ReadyFile.write(ready, variables(server, layout));
      out.printf("%s (%s) at %s%n", server.version(), server.provider(), server.endpoint());
      end.await();
    } catch (InterruptedException e) {
      // The end came between the start and the wait.
    } finally {
      close(server);
    }
  }

  /**
   * Leaves the sentence of a failure to {@code weir-postgres stop}, which waits for this process.
   */
  private void close(PostgresServer server) throws IOException {
    try {
      server.close();
    } catch (ServerException e) {
      ServeState.writeFailure(workDirectory, Objects.requireNonNull(e.getMessage()));
      throw e;
    }
  }

  private static Map<String, String> variables(PostgresServer server, BenchLayout layout) {
    Map<String, String> variables = new LinkedHashMap<>(server.endpoint().environment());
    variables.putAll(layout.environment());
    variables.put(PROVIDER, server.provider());
    return variables;
  }

  /** Reads an input until its end, and ignores its bytes. */
  static void drain(InputStream lifeline) {
    byte[] ignored = new byte[256];
    try {
      while (lifeline.read(ignored) >= 0) {
        // The other end is open.
      }
    } catch (IOException e) {
      // No different from its end.
      return;
    }
  }

  private void end() {
    end.countDown();
    if (starting.get()) {
      main.interrupt();
    }
  }

  private void endAndWait() {
    end();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
