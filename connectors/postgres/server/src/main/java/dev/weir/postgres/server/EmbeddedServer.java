package dev.weir.postgres.server;

import dev.weir.core.unit.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server whose programs come from a jar, in a new directory under the work directory. It listens
 * on 127.0.0.1 only, with a random password, and on a Unix-domain socket where one is asked for. It
 * is removed with its directory by {@link #close}, or when this process ends without it.
 */
final class EmbeddedServer implements PostgresServer {
  static final String PROVIDER = "embedded";
  static final String DIRECTORY_PREFIX = "postgres-";

  private static final String USER = "postgres";
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration START_POLL = Duration.ofMillis(25);

  /**
   * The line of postmaster.pid, from 0; LOCK_FILE_LINE_PM_STATUS of PostgreSQL's pidfile.h is from
   * 1.
   */
  private static final int STATUS_LINE = 7;

  /** Another process may bind the free port before the server does. */
  private static final int PORT_ATTEMPTS = 5;

  private final Endpoint endpoint;
  private final ServerWatchdog watchdog;
  private final Path log;
  private final String version;

  private EmbeddedServer(Endpoint endpoint, ServerWatchdog watchdog, Path log, String version) {
    this.endpoint = endpoint;
    this.watchdog = watchdog;
    this.log = log;
    this.version = version;
  }

  /**
   * Starts a server on the given port, or on a free one.
   *
   * @param socketDirectory an existing directory for a Unix-domain socket
   */
  static EmbeddedServer start(
      Path workDirectory, OptionalInt port, Optional<Path> socketDirectory) {
    try {
      if (port.isPresent()) {
        return start(workDirectory, port.getAsInt(), socketDirectory);
      }
      for (int attempt = 1; ; attempt++) {
        try {
          return start(workDirectory, LoopbackPort.free(), socketDirectory);
        } catch (PortTakenException e) {
          if (attempt == PORT_ATTEMPTS) {
            throw e;
          }
        }
      }
    } catch (PortTakenException e) {
      throw LoopbackPort.inUse(e.port);
    } catch (IOException e) {
      throw new ServerException(
          "The embedded Postgres could not be set up under "
              + workDirectory
              + " ("
              + ServerErrors.firstLine(e)
              + "); free some space there, or name another directory with --work.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("The start of the embedded Postgres was interrupted.", e);
    }
  }

  private static EmbeddedServer start(Path workDirectory, int port, Optional<Path> socketDirectory)
      throws IOException, InterruptedException, PortTakenException {
    Path home = createHome(workDirectory);
    Path log = workDirectory.resolve(home.getFileName() + ".log").toAbsolutePath();
    try {
      Secret password = Passwords.random();
      EmbeddedBinaries binaries = EmbeddedBinaries.unpack(home);
      List<String> asUser = Unprivileged.commandPrefix(home);
      Path data = initialise(home, binaries, asUser, password);
      ServerWatchdog watchdog =
          ServerWatchdog.ofChild(
              log, home, serverCommand(binaries, asUser, data, port, socketDirectory));
      return await(watchdog, log, data, Endpoint.loopback(port, USER, password));
    } catch (IOException | InterruptedException | PortTakenException | RuntimeException e) {
      RecursiveDelete.delete(home);
      throw e;
    } finally {
      Files.deleteIfExists(home.resolve("password"));
    }
  }

  private static Path createHome(Path workDirectory) throws IOException {
    Files.createDirectories(workDirectory);
    return Files.createTempDirectory(workDirectory.toAbsolutePath().normalize(), DIRECTORY_PREFIX);
  }

  /** Creates the data directory: encoding UTF8, locale C, log-in by password only. */
  private static Path initialise(
      Path home, EmbeddedBinaries binaries, List<String> asUser, Secret password)
      throws IOException, InterruptedException {
    Path data = home.resolve("data");
    Path passwordFile =
        Files.createFile(
            home.resolve("password"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password.reveal());
    Path log = home.resolve("initdb.log");
    List<String> command = new ArrayList<>(asUser);
    command.addAll(
        List.of(
            binaries.program("initdb"),
            "--pgdata=" + data,
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions"));
    Process initdb =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (initdb.waitFor() != 0) {
        throw new IOException("initdb failed: " + reason(log));
      }
      return data;
    } finally {
      // After an interrupt initdb would continue to write to a directory that is being removed.
      initdb.destroyForcibly().onExit().join();
    }
  }

  private static List<String> serverCommand(
      EmbeddedBinaries binaries,
      List<String> asUser,
      Path data,
      int port,
      Optional<Path> socketDirectory) {
    List<String> command = new ArrayList<>(asUser);
    command.addAll(List.of(binaries.program("postgres"), "-D", data.toString()));
    command.addAll(List.of("-p", Integer.toString(port)));
    command.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
    command.addAll(
        List.of("-c", "unix_socket_directories=" + socketDirectory.map(Path::toString).orElse("")));
    command.addAll(BenchSettings.arguments());
    return command;
  }

  private static EmbeddedServer await(
      ServerWatchdog watchdog, Path log, Path data, Endpoint endpoint)
      throws IOException, InterruptedException, PortTakenException {
    long deadlineNanos = System.nanoTime() + START_LIMIT.toNanos();
    try {
      while (!isReady(data)) {
        if (watchdog.endedWithin(START_POLL)) {
          throw ended(log, endpoint.port());
        }
        if (System.nanoTime() > deadlineNanos) {
          throw new IOException("not ready within " + START_LIMIT.toSeconds() + " s");
        }
      }
      return new EmbeddedServer(endpoint, watchdog, log, Databases.of(endpoint).version());
    } catch (IOException | InterruptedException | PortTakenException | RuntimeException e) {
      watchdog.stop();
      Files.deleteIfExists(log);
      throw e;
    }
  }

  /** Read from the server's own file, as another process may listen on the port. */
  private static boolean isReady(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static IOException ended(Path log, int port) throws IOException, PortTakenException {
    String reason = reason(log);
    if (reason.contains("could not bind") || reason.contains("could not create any TCP/IP")) {
      throw new PortTakenException(port);
    }
    return new IOException("the server ended: " + reason);
  }

  /** The last lines of a log, as one line. */
  private static String reason(Path log) throws IOException {
    return ServerErrors.tail(Files.readString(log));
  }

  @Override
  public String provider() {
    return PROVIDER;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public void close() {
    if (!watchdog.stop()) {
      throw new ServerException(
          "The embedded Postgres at "
              + endpoint
              + " did not stop; its log is "
              + log
              + ", and weir-postgres stop --work "
              + log.getParent()
              + " ends it.");
    }
  }

  /** Another process has bound the port in the meantime. */
  private static final class PortTakenException extends Exception {
    private static final long serialVersionUID = 1;

    private final int port;

    PortTakenException(int port) {
      this.port = port;
    }
  }
}
