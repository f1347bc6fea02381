package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestServerTest {
  @Test
  void givesAnEmptyDatabaseEachTime() throws SQLException {
    TestServer.database("test_server").execute("CREATE TABLE once (id int)");
    TestServer.database("test_server").execute("CREATE TABLE once (id int)");
    assertThat(TestServer.database("test_server").jdbcUrl()).contains("/test_server");
  }
}
