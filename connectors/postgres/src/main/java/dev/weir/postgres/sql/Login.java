package dev.weir.postgres.sql;

import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.core.unit.Durations;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGProperty;

/** Opens the driver's connections. The properties are these and no others. */
final class Login {
  /** A cancel that does not reach the server is not waited for, see PostgresConnection. */
  private static final String CANCEL_SECONDS = "2";

  private Login() {}

  /**
   * Connects.
   *
   * @throws WeirException where no server answers within the connect time-out, or it refuses
   */
  static Connection connect(ConnectionConfig config, Place place) {
    try {
      return DriverManager.getConnection(config.address().jdbcUrl(), properties(config));
    } catch (SQLException e) {
      throw unreachable(config, place, e);
    }
  }

  private static Properties properties(ConnectionConfig config) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, config.user());
    PGProperty.PASSWORD.set(properties, config.password().reveal());
    PGProperty.SSL_MODE.set(properties, config.sslMode().parameter());
    config.sslRootCert().ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(properties, file));
    PGProperty.APPLICATION_NAME.set(properties, "weir");
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.SOCKET_FACTORY.set(properties, KeepAliveSocketFactory.class.getName());
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CANCEL_SECONDS);
    String seconds = Long.toString(Math.max(1, config.timeouts().connect().toSeconds()));
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, seconds);
    return properties;
  }

  private static WeirException unreachable(
      ConnectionConfig config, Place place, SQLException error) {
    WeirException known = SqlErrors.at(place, error);
    if (!known.isRetried()) {
      return known;
    }
    // The network's own word is shorter than the driver's sentence about it.
    String reason =
        error.getCause() instanceof IOException network
            ? network.getClass().getSimpleName() + ", " + network.getMessage()
            : known.getMessage();
    return known.withMessage(
        "No Postgres answers at %s:%d within %s: %s"
            .formatted(
                config.address().host(),
                config.address().port(),
                text(config.timeouts().connect()),
                reason));
  }

  static String text(Duration duration) {
    return Durations.format(duration);
  }
}
