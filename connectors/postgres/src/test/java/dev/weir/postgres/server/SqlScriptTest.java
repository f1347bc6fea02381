package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlScriptTest {
  private static final Map<String, String> VARIABLES =
      Map.of("rows", "5", "name", "it's", "table", "a \"b\"");

  static List<Arguments> filled() {
    return List.of(
        arguments("SELECT :rows", "SELECT 5"),
        arguments("SELECT :'name', :\"table\"", "SELECT 'it''s', \"a \"\"b\"\"\""),
        arguments("SELECT 1::int + :rows::bigint", "SELECT 1::int + 5::bigint"),
        arguments("SELECT ':rows' || ':'", "SELECT ':rows' || ':'"),
        arguments("SELECT E'\\':rows' || :rows", "SELECT E'\\':rows' || 5"),
        arguments("SELECT \":rows\" FROM \"x;y\"", "SELECT \":rows\" FROM \"x;y\""),
        arguments(
            "SELECT $$:rows;$$ || $t$:rows $$ ; $t$", "SELECT $$:rows;$$ || $t$:rows $$ ; $t$"),
        arguments("SELECT :rows -- :rows ; it's", "SELECT 5"),
        arguments("SELECT /* :rows /* ; */ ' */ :rows", "SELECT   5"),
        arguments("SELECT a[1:2]", "SELECT a[1:2]"),
        arguments("SELECT 'don''t :rows'", "SELECT 'don''t :rows'"));
  }

  @ParameterizedTest
  @MethodSource("filled")
  void statements_variables_areSubstitutedAsByPsql(String text, String expected) {
    assertThat(SqlScript.statements(text, VARIABLES)).containsExactly(expected);
  }

  @Test
  void statements_semicolonsOutsideOfQuotes_separate() {
    String text = "-- ; \nSELECT ';';\n\n;VACUUM t ; SELECT $x$;$x$";
    assertThat(SqlScript.statements(text, Map.of()))
        .isEqualTo(List.of("SELECT ';'", "VACUUM t", "SELECT $x$;$x$"));
  }

  @Test
  void statements_longLiteral_isRead() {
    String literal = "'" + "x''y".repeat(100_000) + "'";
    assertThat(SqlScript.statements("SELECT " + literal, Map.of()))
        .containsExactly("SELECT " + literal);
  }

  static List<Arguments> invalid() {
    return List.of(
        arguments("SELECT 1;\nSELECT :missing", "line 2 has the variable missing"),
        arguments("SELECT 'open", "line 1 has a quote that does not end"),
        arguments("/* open", "line 1 has a comment that does not end"),
        arguments("SELECT 1;\n\\set x 1", "line 2 has a meta-command of psql"));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void statements_invalid_failsWithTheLine(String text, String problem) {
    assertThatThrownBy(() -> SqlScript.statements(text, VARIABLES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
