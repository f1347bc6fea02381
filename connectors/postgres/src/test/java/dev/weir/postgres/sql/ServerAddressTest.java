package dev.weir.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class ServerAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "db",
        "db.example",
        "db.example.",
        "my_db-1.internal",
        "3com.example",
        "xn--mnchen-3ya.example",
        "127.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "2001:DB8:0:0:8:800:200C:417A",
        "::ffff:10.0.0.1",
        "0:0:0:0:0:ffff:10.0.0.1",
      })
  void isHost_nameOrAddress_isAccepted(String text) {
    assertThat(ServerAddress.isHost(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "db example",
        "db\n",
        "db.example/x",
        "/var/run/postgresql",
        "db?socketFactory=x",
        "db&x",
        "db:5432",
        "127.0.0.1:5432",
        "127.0.0.1:5432/db?socketFactory=x&y=",
        "user@db",
        "user:password@db",
        "a,b",
        "[::1]",
        "fe80::1%eth0",
        "::1/128",
        "1::2::3",
        ":",
        ".",
        "a..b",
        ".example",
        "-a.example",
        "a-.example",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "127.0.0.01",
        "2130706433",
        "db%2fx",
        "db\\x",
        "db#x",
        "db;x",
        "münchen.example",
        "postgresql://db",
      })
  void isHost_anythingElse_isRejected(String text) {
    assertThat(ServerAddress.isHost(text)).isFalse();
    assertThatThrownBy(() -> new ServerAddress(text, 5432, "db"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The host must be " + ServerAddress.HOST_FORM + ".");
  }

  @Test
  void isHost_length_isLimitedAsInDns() {
    String label = "a".repeat(63);
    String name = String.join(".", label, label, label, "a".repeat(61));
    assertThat(ServerAddress.isHost(name)).isTrue();
    assertThat(ServerAddress.isHost(name + "a")).isFalse();
    assertThat(ServerAddress.isHost(label + "a")).isFalse();
  }

  @Test
  void isDatabase_lengthInBytes_isLimitedAsIdentifiers() {
    assertThat(ServerAddress.isDatabase("a".repeat(63))).isTrue();
    assertThat(ServerAddress.isDatabase("a".repeat(64))).isFalse();
    assertThat(ServerAddress.isDatabase("é".repeat(32))).isFalse();
    assertThat(ServerAddress.isDatabase("")).isFalse();
    assertThat(ServerAddress.isDatabase("a\0b")).isFalse();
    assertThatThrownBy(() -> new ServerAddress("db", 5432, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The database must be " + ServerAddress.DATABASE_FORM + ".");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void new_portOutOfRange_isRejected(int port) {
    assertThatThrownBy(() -> new ServerAddress("db", port, "db"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The port must be from 1 to 65535, not " + port + ".");
  }

  /** The driver's parser returns the three components and no property. */
  @Property
  void jdbcUrl_anyAddress_isParsedWithoutProperties(
      @ForAll("hosts") String host, @ForAll("databases") String database) {
    Properties parsed =
        Driver.parseURL(new ServerAddress(host, 6543, database).jdbcUrl(), new Properties());
    assertThat(parsed).isNotNull();
    assertThat(parsed.stringPropertyNames())
        .containsExactlyInAnyOrder("PGHOST", "PGPORT", "PGDBNAME");
    assertThat(parsed.getProperty("PGHOST"))
        .isEqualTo(host.contains(":") ? "[" + host + "]" : host);
    assertThat(parsed.getProperty("PGPORT")).isEqualTo("6543");
    assertThat(parsed.getProperty("PGDBNAME")).isEqualTo(database);
  }

  @Provide
  Arbitrary<String> hosts() {
    return Arbitraries.oneOf(
        Arbitraries.of("::1", "127.0.0.1", "db.example.", "2001:db8::1", "localhost"),
        Arbitraries.strings()
            .withChars("ab1.-_:/?&@[]")
            .ofMaxLength(8)
            .filter(ServerAddress::isHost));
  }

  @Provide
  Arbitrary<String> databases() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "a b", "x?socketFactory=y&z=", "a/b", "50%", "a+b", "ä漢🎁", "#", "a=b", "'\""),
        Arbitraries.strings().withChars("ab ?&=/%+#:@").ofMinLength(1).ofMaxLength(20));
  }
}
