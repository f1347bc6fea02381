package dev.weir.postgres.sql;

import dev.weir.postgres.TestEndpoint;
import dev.weir.postgres.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connection settings for the test server. */
public final class LoginConfigs {
  private LoginConfigs() {}

  /** Returns the settings of the superuser, through a port of the server's host. */
  public static ConnectionConfig of(
      int port, String database, ConnectionConfig.SslMode sslMode, Timeouts timeouts) {
    TestEndpoint endpoint = TestServer.endpoint();
    return new ConnectionConfig(
        List.of(
            LoginServer.at(
                new ServerAddress(endpoint.host(), port, database), endpoint.password(), sslMode)),
        SessionTarget.ANY,
        endpoint.user(),
        Map.of(),
        Optional.empty(),
        "public",
        ConnectionConfig.RowSecurity.OFF,
        timeouts);
  }
}
