package dev.weir.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.cli.Weir;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of errors: side, stream, table, column and remedy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesTest {
  @TempDir private static Path directory;
  private PipelineFixture fixture;

  @BeforeAll
  void createSource() throws SQLException {
    fixture = new PipelineFixture("messages", directory);
    fixture.source.execute(
        "CREATE DOMAIN public.year AS integer",
        "CREATE TABLE public.film (id integer PRIMARY KEY, release_year public.year)",
        "CREATE TABLE public.dr (id integer, x integer)",
        "INSERT INTO public.dr VALUES (1, 0), (2, 4)");
  }

  @BeforeEach
  void clear() throws SQLException {
    fixture.destination.execute("DROP SCHEMA IF EXISTS raw CASCADE", "CREATE SCHEMA raw");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "film |                     | SELECT | 3 | Column release_year requires type public.year, which does not exist in the destination (destination postgres, stream film, column release_year). Create the type, set create_types: true, or remove the column from the stream.",
        "dr   |                     | CREATE TABLE raw.dr (id integer) | 3 | The target raw.dr has no column x (destination postgres, stream dr, column x). Add the column, set schema_evolution.new_column: add, or exclude it by the stream's columns.",
        "dr   | , where: '1 / x > 0' | SELECT | 4 | division by zero (source postgres, stream dr, SQLSTATE 22012). Correct the stream's where, or the definition of the view.",
        "dr   |                     | CREATE TABLE raw.dr (id integer PRIMARY KEY, x integer); INSERT INTO raw.dr VALUES (2) | 5 | duplicate key value violates unique constraint \"dr_pkey\": Key (id)=(2) already exists (destination postgres, stream dr, SQLSTATE 23505). Correct the row at the source, or the constraint.",
        "dr   |                     | CREATE TABLE raw.dr (id integer CHECK (id < 2), x integer) | 5 | new row for relation \"dr\" violates check constraint \"dr_id_check\": Failing row contains (2, 4) (destination postgres, stream dr, SQLSTATE 23514). Correct the row at the source, or the constraint.",
        "nowhere |                  | SELECT | 3 | Table or view public.nowhere does not exist, or is not visible to the role (source postgres, stream nowhere). Run `weir discover` to list the streams.",
        "films |                     | SELECT | 3 | Table or view public.films does not exist, or is not visible to the role (source postgres, stream films). Did you mean \"film\"? Run `weir discover` to list the streams."
      })
  void run_error_namesTheStreamAndTheRemedy(
      String stream, String keys, String before, int code, String message) throws Exception {
    fixture.destination.execute(before.split("; ", -1));
    fixture.config(
        "name: " + stream + ", sync_mode: full_refresh" + (keys == null ? "" : keys),
        "write_mode: append",
        "copy",
        "max_retries: 0");

    assertThat(weir(fixture.file())).isEqualTo("weir: " + message + "\n");
    assertThat(exitCode).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "host: \"\"    | source.config.host: found \"\"; allowed: a DNS name, an IPv4 address, or an IPv6 address without brackets, or the directory of a Unix-domain socket",
        "host: tmp/x   | source.config.host: found \"tmp/x\"; allowed: a DNS name, an IPv4 address, or an IPv6 address without brackets, or the directory of a Unix-domain socket",
        "host: \"127.0.0.1:5432/db?socketFactory=x&y=\" | source.config.host: found \"127.0.0.1:5432/db?socketFactory=x&y=\"; allowed: a DNS name, an IPv4 address, or an IPv6 address without brackets, or the directory of a Unix-domain socket",
        "database: \"\" | source.config.database: found \"\"; allowed: a name of 1 to 63 bytes without NUL",
        "port: 99999   | source.config.port: found \"99999\"; allowed: a whole number from 1 to 65535",
        "fetch_timeout: 0s | source.config.fetch_timeout: found \"0s\"; allowed: a duration from 1s to 168h, such as 5m"
      })
  void run_invalidConnectionSetting_failsWithConfigErrorAndLine(String setting, String problem)
      throws Exception {
    fixture.config("name: dr, sync_mode: full_refresh", "write_mode: append", "copy", "");
    String key = setting.substring(0, setting.indexOf(':'));
    String document =
        Files.readString(fixture.file())
            .replaceFirst("(config: \\{ .*?)\\b" + key + ": [^,}]+", "$1" + setting);
    if (!document.contains(setting)) {
      document = document.replaceFirst("config: \\{ ", "config: { " + setting + ", ");
    }
    Files.writeString(fixture.file(), document);

    assertThat(weir(fixture.file()))
        .isEqualTo("weir: %s: line 5, %s\n".formatted(fixture.file(), problem));
    assertThat(exitCode).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"require", "verify-full", "verify-ca"})
  void run_serverWithoutTls_namesTheSetting(String sslMode) throws Exception {
    fixture.withSourceConfig("sslmode: " + sslMode.replace('-', '_'));
    try {
      fixture.config("name: dr, sync_mode: full_refresh", "write_mode: append", "copy", "");

      assertThat(weir(fixture.file()))
          .isEqualTo(
              "weir: The server does not support SSL (source postgres, SQLSTATE 08004). Set"
                  + " config.sslmode: disable or prefer, or enable TLS on the server.\n");
      assertThat(exitCode).isEqualTo(2);
    } finally {
      fixture.withSourceConfig("");
    }
  }

  @ParameterizedTest
  @CsvSource({"source, 4", "destination, 5"})
  void run_wrongPassword_failsWithAuthenticationError(String side, int code) throws Exception {
    fixture.config("name: dr, sync_mode: full_refresh", "write_mode: append", "copy", "");
    String document = Files.readString(fixture.file());
    int at = document.indexOf(side + ":");
    Files.writeString(
        fixture.file(),
        document.substring(0, at)
            + document.substring(at).replaceFirst("\\$\\{WEIR_TEST_PASSWORD\\}", "wrong"));

    assertThat(weir(fixture.file()))
        .contains("password authentication failed", side + " postgres")
        .contains("Check config.user and config.password");
    assertThat(exitCode).isEqualTo(code);
  }

  private int exitCode;

  private String weir(Path pipeline) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    exitCode =
        Weir.execute(
            new String[] {"run", pipeline.toString()},
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            fixture.environment());
    assertThat(err.toString(StandardCharsets.UTF_8))
        .doesNotContain(TestServer.endpoint().password().reveal());
    return err.toString(StandardCharsets.UTF_8);
  }
}
