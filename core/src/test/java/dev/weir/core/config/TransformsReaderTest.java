package dev.weir.core.config;

import static dev.weir.core.config.PipelineDocuments.PLAIN;
import static dev.weir.core.config.PipelineDocuments.problemTexts;
import static dev.weir.core.config.PipelineDocuments.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.connector.WriteMode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The targets of the outputs of transforms. */
class TransformsReaderTest {
  @Test
  void read_transformWithoutOutputs_hasMainOnly() {
    assertThat(read(PLAIN + "transforms: [{ use: tee }]").transforms())
        .containsExactly(new TransformConfig("tee", List.of(), false));
  }

  @Test
  void read_output_isThatOfTheOnlyOtherOutput() {
    assertThat(read(PLAIN + "transforms: [{ use: tee, output: copies, main: discard }]"))
        .extracting(PipelineConfig::transforms)
        .isEqualTo(
            List.of(
                new TransformConfig(
                    "tee",
                    List.of(
                        new OutputConfig(Optional.empty(), "copies", WriteMode.APPEND, List.of())),
                    true)));
  }

  @Test
  void read_outputs_haveTargetsAndKeys() {
    String outputs =
        """
        transforms:
          - use: tee
            outputs:
              - { name: a, target: as }
              - { name: b, target: bs, write_mode: upsert, primary_key: [id, n] }
        """;

    assertThat(read(PLAIN + outputs).transforms())
        .containsExactly(
            new TransformConfig(
                "tee",
                List.of(
                    new OutputConfig(Optional.of("a"), "as", WriteMode.APPEND, List.of()),
                    new OutputConfig(Optional.of("b"), "bs", WriteMode.UPSERT, List.of("id", "n"))),
                false));
  }

  @Test
  void read_targetsOfOutputs_areTablesOfTheirOwn() {
    String outputs =
        """
        transforms:
          - use: tee
            output: numbers
          - use: tee
            outputs: [{ name: copy, target: copies }, { name: other, target: copies }]
        """;

    assertThat(problemTexts(PLAIN + outputs))
        .containsExactly(
            "line 12, transforms[0].output: \"numbers\" is the target of the stream; specify another"
                + " table",
            "line 14, transforms[1].outputs[1].target: found the target of line 14 again; allowed:"
                + " one output a table");
  }

  @Test
  void read_outputOfSeveralStreams_isRejected() {
    String document = PLAIN.replace("- name: numbers", "- name: numbers\n    - name: letters");

    assertThat(problemTexts(document + "transforms: [{ use: tee, output: copies }]"))
        .containsExactly(
            "line 11, transforms[0].output: would be the target of an output of 2 streams; allowed"
                + " with an output: one stream");
  }

  @Test
  void read_discardBeforeTheLastTransform_isRejected() {
    String transforms = "transforms: [{ use: tee, output: copies, main: discard }, { use: tee }]";

    assertThat(problemTexts(PLAIN + transforms))
        .containsExactly(
            "line 10, transforms[0].main: discard leaves no rows to the next transform; allowed:"
                + " write");
  }

  @Test
  void read_outputTwice_isRejected() {
    String outputs = "[{ name: copy, target: a }, { name: copy, target: b }]";

    assertThat(problemTexts(PLAIN + "transforms: [{ use: tee, outputs: " + outputs + " }]"))
        .containsExactly(
            "line 10, transforms[0].outputs[1].name: found an output again; allowed: once");
  }

  @Test
  void read_emptyKeyOfAnOutput_isRejected() {
    String outputs = "[{ name: copy, target: a, primary_key: [] }]";

    assertThat(problemTexts(PLAIN + "transforms: [{ use: tee, outputs: " + outputs + " }]"))
        .containsExactly(
            "line 10, transforms[0].outputs[0].primary_key: names no column; leave the key out, or"
                + " name one or more");
  }
}
