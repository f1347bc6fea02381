package dev.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.eql.parse.EqlCompiler;
import dev.weir.rules.eql.parse.EqlException;
import dev.weir.rules.eql.tree.EqlQuery;
import dev.weir.rules.event.Event;
import dev.weir.rules.schema.EventSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conformance tables: each case gives the expected matches, whatever evaluates it. */
class ConformanceTest {
  private static final EventSchema SCHEMA = ConformanceCase.schema();
  private static final int CASES_MIN = 250;

  static List<ConformanceCase> events() {
    return ConformanceCase.read("conformance-events.yaml");
  }

  static List<ConformanceCase> sequences() {
    return ConformanceCase.read("conformance-sequences.yaml");
  }

  static List<ConformanceCase> errors() {
    return ConformanceCase.read("conformance-errors.yaml");
  }

  @ParameterizedTest
  @MethodSource({"events", "sequences"})
  void query_eachEvaluation_givesTheExpectedMatches(ConformanceCase table) throws EqlException {
    EqlQuery query = EqlCompiler.compile(table.query(), SCHEMA);
    List<Event> events = table.events(SCHEMA);

    for (EvaluationMode mode : EvaluationMode.values()) {
      assertThat(new QueryRun(SCHEMA, mode).matches(query, events))
          .as("%s", mode)
          .isEqualTo(table.matches());
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void query_refused_namesPlaceAndRemedy(ConformanceCase table) {
    EqlException thrown =
        catchThrowableOfType(EqlException.class, () -> EqlCompiler.compile(table.query(), SCHEMA));

    assertThat(thrown).as("the refusal").isNotNull();
    assertThat(thrown.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.line() + ":" + problem.column()).isEqualTo(table.text("at"));
              assertThat(problem.message()).contains(table.text("error"));
              assertThat(problem.excerpt().lines().skip(1))
                  .singleElement()
                  .asString()
                  .hasSize(problem.column())
                  .endsWith("^");
            });
  }

  @Test
  void tables_haveEnoughCases() {
    assertThat(events().size() + sequences().size()).isGreaterThanOrEqualTo(CASES_MIN);
  }
}
