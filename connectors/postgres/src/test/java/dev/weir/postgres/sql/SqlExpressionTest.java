package dev.weir.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlExpressionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id > 1",
        "(id > 1) OR (name IN ('a', 'b'))",
        "name = ')' AND other = 'it''s ;'",
        "name = E'\\') ;'",
        "\"a)\" = 1",
        "\"a\"\")\" = 1",
        "id = 1 -- ) ;",
        "id /* ) /* ; */ ( */ = 1",
        "name = $$ ) ; $$",
        "name = $tag$ ) $$ ; $tag$",
        "a[1] = ANY (ARRAY[1, 2])",
        "name LIKE '%' AND price - -1 > 4 / 2",
        "a$b = 1",
        "x = $1",
        "date '2026-01-01' < d"
      })
  void isSelfContained_singleExpression_isTrue(String text) {
    assertThat(SqlExpression.isSelfContained(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true) OR (true",
        "(true",
        "true)",
        "true; SELECT 1",
        "name = 'open",
        "name = 'it''s",
        "name = E'\\'",
        "\"open",
        "id = 1 /* open",
        "id = 1 /* /* */ open",
        "name = $$ open",
        "name = $a$ open $b$",
        "a[1",
        "a[1) OR (true]",
        "'\\') OR (true -- '"
      })
  void isSelfContained_unbalancedOrSemicolon_isFalse(String text) {
    assertThat(SqlExpression.isSelfContained(text)).isFalse();
  }
}
