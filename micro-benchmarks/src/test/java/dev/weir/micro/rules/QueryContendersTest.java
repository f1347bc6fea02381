package dev.weir.micro.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.rules.eql.tree.EqlQuery.EventQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryContendersTest {
  @ParameterizedTest
  @EnumSource
  void check_parserAndCompiler_passes(QueryShape shape) {
    String text = QueryContenders.text(shape);

    assertThatCode(
            () ->
                QueryContenders.check(
                    shape, QueryContenders.parse(text), QueryContenders.compile(text)))
        .doesNotThrowAnyException();
  }

  @Test
  void check_treeOfAnotherQuery_isReported() {
    String text = QueryContenders.text(QueryShape.SEQUENCE);

    assertThatThrownBy(
            () ->
                QueryContenders.check(
                    QueryShape.SEQUENCE,
                    QueryContenders.parse(QueryContenders.text(QueryShape.EVENT)),
                    QueryContenders.compile(text)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the parser finds whether there is a sequence to be false");
  }

  @Test
  void checkMatches_otherQuery_isReported() {
    EventQuery other = (EventQuery) QueryContenders.compile("process where process.id > 7");

    assertThatThrownBy(() -> QueryContenders.checkMatches(other, QueryContenders::matchesByJava))
        .hasMessageContaining("the compiler finds whether StartedProcess");
    assertThatThrownBy(
            () ->
                QueryContenders.checkMatches(
                    (EventQuery) QueryContenders.compile("process where process.id < 0"),
                    start -> start.id() < 0))
        .hasMessageContaining("none of the gate's events matches");
  }
}
