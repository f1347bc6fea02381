package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestServerTest {
  @Test
  void database_isEmptyEachTime() throws SQLException {
    TestServer.database("test_server").execute("CREATE TABLE once (id int)");
    TestServer.database("test_server").execute("CREATE TABLE once (id int)");
    assertThat(
            Sql.number(
                TestServer.database("test_server"),
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isZero();
  }
}
