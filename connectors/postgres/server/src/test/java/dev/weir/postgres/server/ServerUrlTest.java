package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.unit.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u%40x:p%3Aw@db.example:6543/admin?sslmode=require",
        "postgres://db.example:6543/admin?user=u%40x&password=p%3Aw&sslmode=require",
        "jdbc:postgresql://db.example:6543/admin?user=u%40x&password=p%3Aw&sslmode=require",
        "host=db.example port=6543 dbname=admin user=u@x password=p:w sslmode=require",
      })
  void parse_anyForm_isAccepted(String text) {
    ServerUrl url = ServerUrl.parse(text, Map.of("PGUSER", "other", "PGPASSWORD", "other"));
    assertThat(url.endpoint())
        .isEqualTo(new Endpoint("db.example", 6543, "u@x", Secret.of("p:w"), "require"));
    assertThat(url.database()).isEqualTo("admin");
  }

  @Test
  void parse_missingParts_areTakenFromTheEnvironment() {
    ServerUrl url =
        ServerUrl.parse("postgresql://[::1]", Map.of("PGUSER", "u", "PGPASSWORD", "a+b"));
    assertThat(url.endpoint())
        .isEqualTo(new Endpoint("::1", 5432, "u", Secret.of("a+b"), "prefer"));
    assertThat(url.database()).isEqualTo("postgres");
  }

  @Test
  void parse_socketDirectory_isTheHostOfPrograms() {
    ServerUrl url = ServerUrl.parse("postgresql:///d?host=/run/pg&user=u", Map.of());
    assertThat(url.endpoint().environment()).containsEntry("PGHOST", "/run/pg");
    assertThat(url.database()).isEqualTo("d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:canary@h/db",
        "postgresql://u:canary@h:port/db",
        "postgresql://u:can ary@h/db",
        "postgresql://h/db?password=canary&hostaddr=::1",
        "postgresql://h/db?password=canary&options=x",
        "postgresql://h/db?password=canary&socketFactory=x",
        "postgresql://u:canary@h:70000/db",
        "postgresql://u:canary@h1,h2/db",
        "postgresql://u:canary@1.2.3/db",
        "postgresql://u:canary@[fe80::1%25eth0]/db",
        "postgresql://u%00database:canary@h/db",
        "postgresql://u:canary@h/db?sslmode=prefer%26socketFactory=x",
        "postgresql://u:canary@h/db%00",
        "postgresql://u:canary@h/0123456789012345678901234567890123456789012345678901234567890123",
      })
  void parse_malformed_failsWithoutThePassword(String text) {
    assertThatThrownBy(() -> ServerUrl.parse(text, Map.of()))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("--postgres")
        .message()
        .doesNotContain("canary")
        .doesNotContain("ary@");
  }
}
