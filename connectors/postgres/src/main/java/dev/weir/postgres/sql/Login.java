package dev.weir.postgres.sql;

import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.Place;
import dev.weir.core.error.WeirException;
import dev.weir.core.unit.Durations;
import dev.weir.postgres.protocol.LendingSocket;
import dev.weir.postgres.protocol.LendingSocketFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;

/** Opens connections with a fixed list of driver properties. */
final class Login {
  /** Limits the driver's cancel request; see {@link PostgresConnection#cancel}. */
  private static final String CANCEL_SECONDS = "2";

  private Login() {}

  /** A connection and the socket below it. */
  record LoggedIn(Connection connection, LendingSocket socket) {}

  /**
   * Opens a connection to the first server that accepts it. As in libpq, a server that refuses the
   * role or the password ends the search.
   *
   * @throws WeirException if no connection is opened, or not in time
   */
  static LoggedIn connect(ConnectionConfig config, Place place) {
    List<WeirException> failures = new ArrayList<>();
    for (String serverType : config.target().rounds()) {
      for (LoginServer server : config.servers()) {
        try {
          return connect(config, server, serverType, place);
        } catch (WeirException e) {
          if (!e.isRetried()) {
            throw e;
          }
          failures.add(e);
        }
      }
    }
    throw failure(config, failures);
  }

  private static LoggedIn connect(
      ConnectionConfig config, LoginServer server, String serverType, Place place) {
    try (LendingSocketFactory.Login login = new LendingSocketFactory.Login(server.route())) {
      Properties properties = properties(config, server);
      PGProperty.SOCKET_FACTORY.set(properties, LendingSocketFactory.class.getName());
      PGProperty.SOCKET_FACTORY_ARG.set(properties, login.key());
      PGProperty.TARGET_SERVER_TYPE.set(properties, serverType);
      Connection connection = DriverManager.getConnection(server.address().jdbcUrl(), properties);
      return new LoggedIn(
          connection,
          login.socket().orElseThrow(() -> new IllegalStateException("The driver made no socket")));
    } catch (SQLException e) {
      throw connectionError(config, server, place, e);
    }
  }

  private static Properties properties(ConnectionConfig config, LoginServer server) {
    Properties properties = new Properties();
    PGProperty.APPLICATION_NAME.set(properties, "weir");
    config.properties().forEach(properties::setProperty);
    PGProperty.USER.set(properties, config.user());
    PGProperty.PASSWORD.set(properties, server.password().reveal());
    PGProperty.SSL_MODE.set(properties, server.sslMode().parameter());
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CANCEL_SECONDS);
    String seconds = Long.toString(Math.max(1, config.timeouts().connect().toSeconds()));
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, seconds);
    return properties;
  }

  private static WeirException connectionError(
      ConnectionConfig config, LoginServer server, Place place, SQLException cause) {
    WeirException error = SqlErrors.at(place, cause);
    if (!error.isRetried()) {
      boolean refused = error.kind() == ErrorKind.AUTH;
      return refused && config.note().isPresent()
          ? error.withHint(config.note().get() + ".")
          : error;
    }
    // An IOException is more specific than the driver's message.
    String reason =
        cause.getCause() instanceof IOException network
            ? network.getClass().getSimpleName() + ", " + network.getMessage()
            : error.getMessage();
    return error.withMessage(
        "Connection to %s failed (connect_timeout %s): %s"
            .formatted(server.display(), Durations.format(config.timeouts().connect()), reason));
  }

  /** Returns the failure of one server, or one that lists those of all servers. */
  private static WeirException failure(ConnectionConfig config, List<WeirException> failures) {
    WeirException last = failures.get(failures.size() - 1);
    if (config.servers().size() == 1) {
      return last;
    }
    String all =
        failures.stream()
            .map(WeirException::getMessage)
            .distinct()
            .collect(Collectors.joining("; "));
    return last.withMessage(
        "None of the %d servers accepts the connection: %s"
            .formatted(config.servers().size(), all));
  }
}
