package dev.weir.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private final List<String> problems = new ArrayList<>();

  private String fill(String text) {
    return new Variables(Map.of("A", "one", "B_2", "${A}")).fill(text, problems::add);
  }

  @Test
  void expand_references_areReplacedOnce() {
    assertThat(fill("<${A}|${A}|${B_2}>")).isEqualTo("<one|one|${A}>");
    assertThat(problems).isEmpty();
  }

  @Test
  void expand_escapes_areLiteral() {
    assertThat(fill("$${A} $A $$ $")).isEqualTo("${A} $A $$ $");
    assertThat(problems).isEmpty();
  }

  @Test
  void expand_unsetAndMalformed_areReported() {
    fill("${NONE} ${} ${a-b}");

    assertThat(problems).hasSize(3);
    assertThat(problems.get(0)).contains("NONE is not set");
    assertThat(problems.get(1)).contains("without a name");
  }

  @Property
  void expand_escapedText_isUnchanged(@ForAll @Chars({'$', '{', '}', 'A', ' '}) String text) {
    assertThat(fill(text.replace("${", "$${"))).isEqualTo(text);
    assertThat(problems).isEmpty();
  }
}
