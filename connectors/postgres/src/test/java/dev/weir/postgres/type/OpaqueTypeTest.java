package dev.weir.postgres.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpaqueTypeTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numeric(12,2)",
        "\"Order\".\"Price\"",
        "\"back\\slash\"",
        "\"line\nbreak\tand \u0001\"",
        "\"größe 名前 \uD83D\uDE00\"",
        "\u001f",
        "\u007f"
      })
  void opaque_anyName_isTheStringOfTheMetadata(String name) throws JsonProcessingException {
    Map<String, String> metadata = ArrowExtensions.opaque(name);
    String json = metadata.get(ArrowType.ExtensionType.EXTENSION_METADATA_KEY_METADATA);
    JsonNode expected =
        MAPPER.createObjectNode().put("type_name", name).put("vendor_name", "PostgreSQL");

    assertThat(MAPPER.readTree(json)).isEqualTo(expected);
    assertThat(json).isEqualTo(expected.toString());
    assertThat(
            ArrowExtensions.opaqueType(
                new Field(
                    "a", new FieldType(true, ArrowType.Binary.INSTANCE, null, metadata), null)))
        .contains(name);
  }
}
