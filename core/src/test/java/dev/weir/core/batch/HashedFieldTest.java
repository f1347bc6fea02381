package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

class HashedFieldTest {
  private static final Schema SCHEMA =
      new Schema(SampleBatches.SCHEMA.getFields(), Map.of("key", "value"));

  @Test
  void in_schema_isEqualInBothDirections() {
    Schema hashed = HashedField.in(SCHEMA);

    assertThat(hashed).isEqualTo(SCHEMA).hasSameHashCodeAs(SCHEMA);
    assertThat(SCHEMA).isEqualTo(hashed);
  }

  @Test
  void hashCode_eachField_isThatOfArrow() {
    Schema hashed = HashedField.in(SCHEMA);

    for (Field field : SCHEMA.getFields()) {
      assertThat(hashed.findField(field.getName()))
          .isInstanceOf(HashedField.class)
          .hasSameHashCodeAs(field);
    }
  }
}
