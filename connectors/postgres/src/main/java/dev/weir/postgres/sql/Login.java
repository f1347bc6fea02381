package dev.weir.postgres.sql;

import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.core.unit.Durations;
import dev.weir.postgres.protocol.LendingSocket;
import dev.weir.postgres.protocol.LendingSocketFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;

/** Opens connections with a fixed list of driver properties. */
final class Login {
  /** Limits the driver's cancel request; see {@link PostgresConnection#cancel}. */
  private static final String CANCEL_SECONDS = "2";

  private Login() {}

  /** A connection and the socket below it. */
  record LoggedIn(Connection connection, LendingSocket socket) {}

  /**
   * Opens a connection.
   *
   * @throws WeirException if the connection fails or times out
   */
  static LoggedIn connect(ConnectionConfig config, Place place) {
    try (LendingSocketFactory.Login login = new LendingSocketFactory.Login()) {
      Connection connection =
          DriverManager.getConnection(config.address().jdbcUrl(), properties(config, login.key()));
      return new LoggedIn(
          connection,
          login.socket().orElseThrow(() -> new IllegalStateException("The driver made no socket")));
    } catch (SQLException e) {
      throw connectionError(config, place, e);
    }
  }

  private static Properties properties(ConnectionConfig config, String socketKey) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, config.user());
    PGProperty.PASSWORD.set(properties, config.password().reveal());
    PGProperty.SSL_MODE.set(properties, config.sslMode().parameter());
    config.sslRootCert().ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(properties, file));
    PGProperty.APPLICATION_NAME.set(properties, "weir");
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.SOCKET_FACTORY.set(properties, LendingSocketFactory.class.getName());
    PGProperty.SOCKET_FACTORY_ARG.set(properties, socketKey);
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CANCEL_SECONDS);
    String seconds = Long.toString(Math.max(1, config.timeouts().connect().toSeconds()));
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, seconds);
    return properties;
  }

  private static WeirException connectionError(
      ConnectionConfig config, Place place, SQLException cause) {
    WeirException error = SqlErrors.at(place, cause);
    if (!error.isRetried()) {
      return error;
    }
    // An IOException is more specific than the driver's message.
    String reason =
        cause.getCause() instanceof IOException network
            ? network.getClass().getSimpleName() + ", " + network.getMessage()
            : error.getMessage();
    return error.withMessage(
        "Connection to %s:%d failed (connect_timeout %s): %s"
            .formatted(
                config.address().host(),
                config.address().port(),
                Durations.format(config.timeouts().connect()),
                reason));
  }
}
