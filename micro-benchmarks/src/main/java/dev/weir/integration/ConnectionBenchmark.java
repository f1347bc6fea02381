package dev.weir.integration;

import dev.weir.core.connector.SourceSession;
import dev.weir.integration.fixture.BenchmarkDatabase;
import dev.weir.postgres.source.PostgresSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How long does it take to open and close a session, by TCP on loopback and by a Unix-domain
 * socket, and what does the product add to the driver?
 *
 * <p>Compare {@code unixSocket} with {@code tcp}, both of which log in by password and pin the
 * session's settings, and {@code tcp} with {@code tcpByDriver}, which only logs in.
 *
 * <pre>
 * java -jar target/benchmarks.jar integration.Connection
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class ConnectionBenchmark extends TimePerRequest {

  @Benchmark
  public String tcp(Tcp server) {
    try (SourceSession session = server.source.connect(Optional.empty())) {
      return session.serverVersion();
    }
  }

  @Benchmark
  public String unixSocket(UnixDomain server) {
    try (SourceSession session = server.source.connect(Optional.empty())) {
      return session.serverVersion();
    }
  }

  @Benchmark
  public String tcpByDriver(Tcp server) throws SQLException {
    try (Connection connection = server.database.connect(Map.of())) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  /** The server by its address. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class Tcp {
    BenchmarkDatabase database;
    PostgresSource source;

    @Setup
    public void open() throws SQLException {
      database = BenchmarkDatabase.source();
      source = PostgresSource.of(database.config(), true);
      Transport.require(database, Transport.TCP);
    }
  }

  /** The server by its socket. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
  public static class UnixDomain {
    PostgresSource source;

    @Setup
    public void open() throws SQLException {
      BenchmarkDatabase database = BenchmarkDatabase.source().overSocket();
      source = PostgresSource.of(database.config(), true);
      Transport.require(database, Transport.UNIX);
    }
  }
}
