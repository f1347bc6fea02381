package dev.weir.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.unit.Secret;
import dev.weir.postgres.conninfo.ConnectionEnvironment;
import dev.weir.postgres.conninfo.ConnectionInfo;
import dev.weir.postgres.conninfo.ConnectionStringException;
import dev.weir.postgres.sql.ConnectionConfig.SslMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlLoginTest {
  private static UrlLogin read(String text) {
    return UrlLogin.of(
        ConnectionInfo.read(
            text,
            new ConnectionEnvironment(name -> Optional.empty(), Path.of("/none"), "me", List.of())),
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "host=localhost, PREFER",
    "host=127.0.0.1, PREFER",
    "host=db.example, VERIFY_FULL",
    "host=db.example sslmode=allow, ALLOW",
    "host=db.example sslmode=verify-ca, VERIFY_CA",
    "postgresql://db.example/?ssl=true, REQUIRE",
    "host=/run sslmode=require, DISABLE",
    "host=localhost sslrootcert=system, VERIFY_FULL",
  })
  void of_sslMode_dependsOnTheHost(String text, SslMode mode) {
    assertThat(read(text).servers().get(0).sslMode()).isEqualTo(mode);
  }

  @Test
  void of_parameters_becomeThoseOfTheDriver() {
    UrlLogin login =
        read(
            "host=h options='-c geqo=off' sslrootcert=/ca channel_binding=require"
                + " fallback_application_name=f connect_timeout=7 target_session_attrs=standby");

    assertThat(login.properties())
        .containsEntry("options", "-c geqo=off")
        .containsEntry("sslrootcert", "/ca")
        .containsEntry("channelBinding", "require")
        .containsEntry("ApplicationName", "f")
        .doesNotContainKey("sslfactory");
    assertThat(login.connectTimeout()).contains(Duration.ofSeconds(7));
    assertThat(login.target()).isEqualTo(SessionTarget.STANDBY);
    assertThat(read("host=h sslrootcert=system").properties())
        .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    assertThat(read("host=h connect_timeout=0").connectTimeout()).isEmpty();
  }

  @Test
  void of_passwordThatIsGivenApart_replacesThatOfTheString() {
    ConnectionInfo info =
        ConnectionInfo.read(
            "postgresql://u:one@h/d",
            new ConnectionEnvironment(name -> Optional.empty(), Path.of("/none"), "me", List.of()));

    assertThat(
            UrlLogin.of(info, Optional.of(Secret.of("two"))).servers().get(0).password().reveal())
        .isEqualTo("two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host=h sslmode=canary | sslmode must be one of disable, allow, prefer",
        "host=h target_session_attrs=canary | target_session_attrs must be one of any, read-write",
        "host=h connect_timeout=canary | connect_timeout must be a whole number",
        "host=h sslrootcert=system sslmode=require | requires sslmode=verify-full",
        "host='can ary' | The host must be a DNS name",
        "host=h hostaddr=canary | hostaddr must be",
        "host=h dbname=canary0123456789012345678901234567890123456789012345678901234567890 | database must be",
      })
  void of_invalidValues_areRefusedWithoutThem(String text, String reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConnectionStringException.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("canary");
  }
}
