package dev.weir.micro.conninfo;

import dev.weir.micro.TimePerOperation;
import dev.weir.postgres.conninfo.ConnectionInfo;
import dev.weir.postgres.sql.UrlLogin;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to read a connection string of each form?
 *
 * <p>Neither environment variables nor files add anything. Compare, at equal {@code form}:
 *
 * <ul>
 *   <li>{@code readString} with {@code parseByDriver}, which reads the driver's own URLs only. Both
 *       return hosts, database, user and parameters; ours has also looked for each parameter in the
 *       environment.
 *   <li>{@code readLogin} with {@code readString}: the translation to the driver's properties, with
 *       checks of all values.
 * </ul>
 *
 * <pre>
 * java -jar target/benchmarks.jar ConnectionString
 * java -jar target/benchmarks.jar ConnectionString.readString -p form=ESCAPED_URI,HOSTS_URI,KEYWORDS
 * java -jar target/benchmarks.jar ConnectionString -p form=HOSTS_JDBC_URL
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"})
public class ConnectionStringBenchmark extends TimePerOperation {

  @Benchmark
  public ConnectionInfo readString(EachForm given) {
    return ConnectionParts.read(given.text);
  }

  @Benchmark
  @Warmup(iterations = 5, time = 250, timeUnit = TimeUnit.MILLISECONDS)
  public UrlLogin readLogin(JdbcForms given) {
    return UrlLogin.of(ConnectionParts.read(given.text), Optional.empty());
  }

  @Benchmark
  public Properties parseByDriver(JdbcForms given) {
    return ConnectionParts.parseByDriver(given.text);
  }

  /** One form of each kind; {@code -p form} names others. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH sets the form, and calls open() before any benchmark.
  public static class EachForm {
    @Param({"URI", "JDBC_URL"})
    public ConnectionForm form;

    String text;

    /** Holds the parser to the gate. */
    @Setup
    public void open() {
      text = form.text();
      ConnectionParts.check("weir", form, ConnectionParts.of(ConnectionParts.read(text)));
    }
  }

  /** Those that the driver reads. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH sets the form, and calls open() before any benchmark.
  public static class JdbcForms {
    @Param("JDBC_URL")
    public ConnectionForm form;

    String text;

    /** Holds both parsers to the gate. */
    @Setup
    public void open() {
      text = form.text();
      ConnectionParts.check("weir", form, ConnectionParts.of(ConnectionParts.read(text)));
      ConnectionParts.check(
          "driver", form, ConnectionParts.of(ConnectionParts.parseByDriver(text)));
    }
  }
}
