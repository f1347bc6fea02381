package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.unit.Secret;
import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
  private static final Endpoint ENDPOINT =
      new Endpoint("::1", 6543, "u", Secret.of("p"), "require");

  @Test
  void fromEnvironment_outputOfEnvironment_isEqual() {
    assertThat(Endpoint.fromEnvironment(ENDPOINT.environment())).isEqualTo(ENDPOINT);
  }

  @ParameterizedTest
  @CsvSource({
    "PGHOST, '', No server is named",
    "PGHOST, '127.0.0.1:5432/db?socketFactory=canary&x=', the host must be a DNS name",
    "PGHOST, 'u:canary@db', the host must be a DNS name",
    "PGHOST, tmp/canary, the host must be a DNS name",
    "PGHOST, 'canary1,canary2', the host must be a DNS name",
    "PGPORT, canary, PGPORT is no number",
    "PGPORT, 5432/canary, PGPORT is no number",
    "PGPORT, 70000, the port must be from 1 to 65535",
    "PGUSER, '', the user must be a name",
    "PGSSLMODE, prefer&socketFactory=canary, sslmode must be disable",
  })
  void fromEnvironment_invalidValue_failsWithoutTheValue(
      String name, String value, String message) {
    Map<String, String> environment = new HashMap<>(ENDPOINT.environment());
    environment.put(name, value);
    assertThatThrownBy(() -> Endpoint.fromEnvironment(environment))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("canary");
  }

  @Test
  void connect_databaseNameWithUrlCharacters_connects() throws SQLException {
    String name = "end point?a=b&c/d%20+é";
    TestDatabase database = TestServer.database(name);
    try (Connection connection = SharedServer.endpoint().connect(name)) {
      assertThat(connection.getCatalog()).isEqualTo(name);
    }
    assertThat(Sql.texts(database, "SELECT current_database()")).containsExactly(name);
  }
}
