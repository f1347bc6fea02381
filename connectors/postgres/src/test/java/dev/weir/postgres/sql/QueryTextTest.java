package dev.weir.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTextTest {
  private static final List<String> NAMES = List.of("a", "b");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT :a, :b, :a | SELECT <a>, <b>, <a>",
        "SELECT x::a, :a::int | SELECT x::a, <a>::int",
        "SELECT ':a', \":a\", $$:a$$, $t$:a$t$ | SELECT ':a', \":a\", $$:a$$, $t$:a$t$",
        "SELECT /* :a */ :b -- :a | SELECT /* :a */ <b> -- :a",
        "SELECT E'\\':a', :c, :ab, x[1:a] | SELECT E'\\':a', :c, :ab, x[1<a>]",
        "SELECT :a; | SELECT <a>",
        "SELECT :a ; -- done | SELECT <a> ",
        "SELECT ';' ;; /* x */ | SELECT ';' ",
      })
  void parse_parameters_areThoseOutsideOfQuotesAndComments(String text, String rendered)
      throws Exception {
    assertThat(QueryText.parse(text, NAMES).render(name -> "<" + name + ">").sql().strip())
        .isEqualTo(rendered.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | EMPTY",
        "-- nothing | EMPTY",
        ";; | EMPTY",
        "SELECT 1; SELECT 2 | SEVERAL",
        "SELECT 1;; DROP TABLE t | SEVERAL",
        "SELECT 'x | UNBALANCED",
        "SELECT (1 | UNBALANCED",
        "SELECT 1) | UNBALANCED",
        "SELECT /* 1 | UNBALANCED",
        "SELECT $x$ 1 | UNBALANCED",
      })
  void parse_textThatIsNotOneStatement_isRefused(String text, QueryText.Fault fault) {
    assertThat(
            catchThrowableOfType(QueryText.FaultException.class, () -> QueryText.parse(text, NAMES))
                .fault())
        .isEqualTo(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT 1, select",
    "' -- x\n /* y */ With a AS (SELECT 1) TABLE a', with",
    "(SELECT 1), (",
    "values(1), values"
  })
  void firstWord_commentsAndSpace_areSkipped(String text, String word) throws Exception {
    assertThat(QueryText.parse(text, NAMES).firstWord()).isEqualTo(word);
  }

  @Test
  void parse_longComments_areSkipped() throws Exception {
    String comment = "/* " + "x\n* ".repeat(50_000) + "*/";
    QueryText text = QueryText.parse(comment + "SELECT 1;" + comment + " -- end", NAMES);

    assertThat(text.firstWord()).isEqualTo("select");
    assertThat(text.render(name -> name).sql()).endsWith("SELECT 1");
  }

  @Test
  void names_areInTheirOrderAndDistinct() throws Exception {
    assertThat(QueryText.parse("SELECT :b, :a, :b", NAMES).names()).containsExactly("b", "a");
  }

  @Test
  void excerpt_positionAfterParameters_isThatOfTheText() throws Exception {
    String text = "SELECT :a,\n\t:b, oops";
    QueryText.Rendered rendered =
        QueryText.parse(text, NAMES).render(name -> "a long expression for " + name);

    assertThat(rendered.excerpt(rendered.sql().indexOf("oops") + 1))
        .containsExactly("LINE 2:  :b, oops", "             ^");
    assertThat(rendered.excerpt(rendered.sql().indexOf("for b") + 1))
        .containsExactly("LINE 2:  :b, oops", "         ^");
  }

  @Test
  void excerpt_charactersOutsideOfThePlane_countOnce() throws Exception {
    QueryText.Rendered rendered = QueryText.parse("SELECT '😀', x", NAMES).render(name -> name);

    assertThat(rendered.excerpt(13))
        .containsExactly("LINE 1: SELECT '😀', x", " ".repeat(20) + "^");
  }

  @Test
  void excerpt_longLine_isCutAroundThePosition() throws Exception {
    String text = "SELECT " + "x, ".repeat(100) + "oops, " + "y, ".repeat(100) + "1";
    QueryText.Rendered rendered = QueryText.parse(text, NAMES).render(name -> name);

    List<String> lines = rendered.excerpt(text.indexOf("oops") + 1);

    assertThat(lines.get(0)).startsWith("LINE 1: ...").endsWith("...").hasSizeLessThan(90);
    assertThat(lines.get(0).substring(lines.get(1).indexOf('^'))).startsWith("oops");
  }

  @Test
  void excerpt_positionAtTheEnd_isBelowTheEnd() throws Exception {
    QueryText.Rendered rendered = QueryText.parse("SELECT", NAMES).render(name -> name);

    assertThat(rendered.excerpt(7)).containsExactly("LINE 1: SELECT", "              ^");
  }
}
