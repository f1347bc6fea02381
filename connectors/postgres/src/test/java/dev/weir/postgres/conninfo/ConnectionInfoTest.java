package dev.weir.postgres.conninfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionInfoTest {
  @TempDir private Path home;
  private final Map<String, String> variables = new HashMap<>();

  private ConnectionInfo read(String text) {
    return ConnectionInfo.read(
        text,
        new ConnectionEnvironment(
            name -> Optional.ofNullable(variables.get(name)),
            home,
            "me",
            List.of(home.resolve("run"))));
  }

  private static String hosts(ConnectionInfo info) {
    return info.hosts().stream()
        .map(
            host ->
                host.socketDirectory().map(Path::toString).orElse(host.host())
                    + host.address().map(address -> "=" + address).orElse("")
                    + ":"
                    + host.port())
        .collect(Collectors.joining(" "));
  }

  /** The examples of the documentation of libpq, section "Connection Strings", and their kin. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host=localhost port=5432 dbname=mydb connect_timeout=10 | localhost:5432 | me | mydb",
        "postgresql:// | localhost:5432 | me | me",
        "postgresql://localhost | localhost:5432 | me | me",
        "postgresql://localhost:5433 | localhost:5433 | me | me",
        "postgresql://localhost/mydb | localhost:5432 | me | mydb",
        "postgresql://user@localhost | localhost:5432 | user | user",
        "postgresql://user:secret@localhost | localhost:5432 | user | user",
        "postgresql://other@localhost/otherdb?connect_timeout=10&application_name=myapp | localhost:5432 | other | otherdb",
        "postgresql://host1:123,host2:456/somedb?target_session_attrs=any&application_name=myapp | host1:123 host2:456 | me | somedb",
        "postgresql://user@localhost:5433/mydb?options=-c%20synchronous_commit%3Doff | localhost:5433 | user | mydb",
        "postgresql:///mydb?host=localhost&port=5433 | localhost:5433 | me | mydb",
        "postgresql://[2001:db8::1234]/database | 2001:db8::1234:5432 | me | database",
        "postgresql:///dbname?host=/var/lib/postgresql | /var/lib/postgresql:5432 | me | dbname",
        "postgresql://%2Fvar%2Flib%2Fpostgresql/dbname | /var/lib/postgresql:5432 | me | dbname",
        "postgres://uri-user@host:12345/db | host:12345 | uri-user | db",
        "postgresql://uri-user@:12345/ | localhost:12345 | uri-user | uri-user",
        "postgresql://h1,h2:2,h3 | h1:5432 h2:2 h3:5432 | me | me",
        "postgresql://[::1]:7,[::2]/d | ::1:7 ::2:5432 | me | d",
        "postgresql://a%40b:c%2Fd@h/x%20y | h:5432 | a@b | x y",
        "postgresql://h?dbname=d&user=u& | h:5432 | u | d",
        "jdbc:postgresql://h/d?user=u | h:5432 | u | d",
        "host=h1,h2 port=1 dbname=d | h1:1 h2:1 | me | d",
        "host=name hostaddr=10.0.0.1 user=u | name=10.0.0.1:5432 | u | u",
        "hostaddr=10.0.0.1,10.0.0.2 port=1,2 | 10.0.0.1=10.0.0.1:1 10.0.0.2=10.0.0.2:2 | me | me",
        "user = u  dbname= 'a b\\'c' host =h | h:5432 | u | a b'c",
        "user=a\\ b host=h | h:5432 | a b | a b",
      })
  void read_documentedExamples_areReadAsByLibpq(
      String text, String hosts, String user, String database) {
    ConnectionInfo info = read(text);

    assertThat(hosts(info)).isEqualTo(hosts);
    assertThat(info.user()).isEqualTo(user);
    assertThat(info.database()).isEqualTo(database);
  }

  @Test
  void read_parameters_areDecoded() {
    assertThat(
            read("postgresql://u:p%40%3A%25@h/d?options=-c%20geqo%3Doff&ssl=true&application_name=a+b")
                .parameters())
        .containsEntry(ConnectionParameter.PASSWORD, "p@:%")
        .containsEntry(ConnectionParameter.OPTIONS, "-c geqo=off")
        .containsEntry(ConnectionParameter.SSLMODE, "require")
        .containsEntry(ConnectionParameter.APPLICATION_NAME, "a+b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://h/d?sslmod=require&password=canary | \"sslmod\"; did you mean \"sslmode\"?",
        "host=h pasword=canary | \"pasword\"; did you mean \"password\"?",
        "host=h password=canary keepalives=0 | keepalives, which is not supported",
        "postgresql://u:canary@h/d?socketFactory=x | \"socketFactory\"",
        "postgresql://u:can/ary@h/d | percent-encode",
        "postgresql://u:canary@h:port/d | port",
        "postgresql://u:canary@h:70000/d | 1 to 65535",
        "postgresql://u:can%zzary@h/d | \"%\"",
        "postgresql://u:canary%00@h/d | NUL",
        "postgresql://u:canary%ff@h/d | UTF-8",
        "postgresql://u:can ary@h/d | %20",
        "postgresql://u:canary@[::1/d | \"[\" without \"]\"",
        "postgresql://u:canary@[]/d | empty IPv6",
        "postgresql://u:canary@[::1]x/d | after \"]\"",
        "postgresql://u:canary@h/d?user | name=value",
        "postgresql://u:canary@h/d?user=a=b | name=value",
        "postgresql://u:canary@h/d?&user=a | name=value",
        "postgresql://h1,h2:1,h3/?port=1,2&password=canary | 2 ports and 3 hosts",
        "hostaddr=::1,::2 host=h password=canary | 1 hosts and 2 hostaddr",
        "password='canary | closing quotation mark",
        "host=h password=my canary | character 20",
        "mysql://u:canary@h/d | another scheme",
        "host=@canary | abstract",
      })
  void read_malformed_isRefusedWithoutTheSecret(String text, String reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConnectionStringException.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("canary")
        .doesNotContain("ary@");
  }

  @Test
  void read_missingParts_areTakenFromTheEnvironment() {
    variables.putAll(
        Map.of(
            "PGHOST", "h1,h2",
            "PGPORT", "7",
            "PGUSER", "u",
            "PGPASSWORD", "p",
            "PGDATABASE", "d",
            "PGSSLMODE", "",
            "PGAPPNAME", "app"));

    ConnectionInfo info = read("user=other");

    assertThat(hosts(info)).isEqualTo("h1:7 h2:7");
    assertThat(info.user()).isEqualTo("other");
    assertThat(info.database()).isEqualTo("d");
    assertThat(info.hosts().get(1).password().reveal()).isEqualTo("p");
    assertThat(info.parameters())
        .containsEntry(ConnectionParameter.APPLICATION_NAME, "app")
        .doesNotContainKey(ConnectionParameter.SSLMODE);
  }

  @Test
  void read_variableThatRestrictsServersAndIsNotSupported_isRefused() {
    variables.put("PGSSLCRL", "x");

    assertThatThrownBy(() -> read("")).hasMessageContaining("PGSSLCRL");
  }

  @Test
  void read_serverSocketOfThisMachine_isTheDefaultHost() throws IOException {
    Path run = Files.createDirectory(home.resolve("run"));
    assertThat(hosts(read("port=6000"))).isEqualTo("localhost:6000");

    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(run.resolve(".s.PGSQL.6000")));

      assertThat(hosts(read("port=6000"))).isEqualTo(run + ":6000");
      assertThat(read("port=6000").hosts().get(0).socket()).contains(run.resolve(".s.PGSQL.6000"));
      assertThat(hosts(read("host=localhost port=6000"))).isEqualTo("localhost:6000");
    }
  }

  @Test
  void read_service_givesWhatTheStringLeavesOut() throws IOException {
    Files.writeString(
        home.resolve(".pg_service.conf"),
        """
        # a comment
        [other]
        host=wrong
        [prod]
          host=db.example
        port=6543
        dbname = no
        """
            .replace("dbname = no", "dbname=d=e"));
    variables.put("PGPORT", "1");

    ConnectionInfo info = read("service=prod user=u");

    assertThat(hosts(info)).isEqualTo("db.example:6543");
    assertThat(info.database()).isEqualTo("d=e");
    assertThat(hosts(read(ConnectionInfo.ofNameOrString("prod")))).isEqualTo("db.example:6543");
    variables.put("PGSERVICE", "prod");
    assertThat(hosts(read("host=h"))).isEqualTo("h:6543");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[x] | is not defined in",
        "[prod]\\nhosst=h | Line 2 of the service file",
        "[prod]\\nhost | has no =",
        "[prod]\\nservice=x | within a service",
        "[prod]\\nldap://x | LDAP",
      })
  void read_serviceThatIsMissingOrMalformed_isRefused(String content, String reason)
      throws IOException {
    Path file = Files.writeString(home.resolve("services"), content.replace("\\n", "\n"));
    variables.put("PGSERVICEFILE", file.toString());

    assertThatThrownBy(() -> read("service=prod")).hasMessageContaining(reason);
  }

  @Test
  void read_serviceFileThatDoesNotExist_isRefused() {
    assertThatThrownBy(() -> read("service=prod servicefile=/none/x"))
        .hasMessageContaining("/none/x does not exist");
  }

  private Path passwordFile(String permissions) throws IOException {
    Path file =
        Files.writeString(
            home.resolve("pass"),
            """
            # host:port:database:user:password
            h1:5432:d:u:one
            h2:*:*:u:t\\:w\\\\o
            %s:5432:d:u:socket
            localhost:5432:d:u:local
            *:*:*:other:any
            """
                .formatted(home.resolve("dir")));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void read_passwordFile_isSearchedForEachHost() throws IOException {
    variables.put("PGPASSFILE", passwordFile("rw-------").toString());

    assertThat(passwords("postgresql://u@h1,h2,h3/d")).containsExactly("one", "t:w\\o", "");
    assertThat(passwords("host=" + home.resolve("dir") + " user=u dbname=d"))
        .containsExactly("socket");
    assertThat(passwords("host=" + home.resolve("run") + " user=u dbname=d"))
        .containsExactly("local");
    assertThat(passwords("host=h9 user=other")).containsExactly("any");
    assertThat(passwords("postgresql://u:given@h1/d")).containsExactly("given");
  }

  private List<String> passwords(String text) {
    return read(text).hosts().stream().map(host -> host.password().reveal()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--"})
  void read_passwordFileThatOthersCanRead_isNotUsed(String permissions) throws IOException {
    String text = "postgresql://u@h1/d?passfile=" + passwordFile(permissions);

    assertThat(passwords(text)).containsExactly("");
    assertThat(read(text).passwordFileRefusal()).get().asString().contains("chmod 0600");
  }
}
