package dev.weir.postgres.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A server in the foreground: from its start until the lifeline reaches its end, or the process is
 * told to end. Then the server is stopped and what it made is removed.
 */
final class Serving {
  private static final List<String> DATABASES = List.of("source", "destination");

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
   * @param lifeline read until its end; what it says is ignored
   * @param announce told when the server is up
   */
  void run(InputStream lifeline, Consumer<PostgresServer> announce) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::endAndWait, "serve-end"));
    Thread reader = new Thread(() -> drain(lifeline), "serve-lifeline");
    reader.setDaemon(true);
    try {
      claim();
      reader.start();
      serve(announce);
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

  private void serve(Consumer<PostgresServer> announce) throws IOException {
    try (PostgresServer server = Providers.open(provider, workDirectory)) {
      starting.set(false);
      DATABASES.forEach(server::createDatabase);
      ReadyFile.write(ready, server.endpoint(), server.provider(), server.version());
      announce.accept(server);
      end.await();
    } catch (InterruptedException e) {
      // Told to end in the moment between the start and the wait.
    } finally {
      starting.set(false);
      Files.deleteIfExists(ready);
      ServeState.delete(workDirectory);
    }
  }

  private void drain(InputStream lifeline) {
    byte[] ignored = new byte[256];
    try {
      while (lifeline.read(ignored) >= 0) {
        // Whoever holds the other end is alive.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    end();
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
