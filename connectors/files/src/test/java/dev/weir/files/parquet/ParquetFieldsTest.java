package dev.weir.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetFieldsTest {
  private static Type type(String column) {
    return MessageTypeParser.parseMessageType("message m { " + column + " }").getType(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "required int32 a; | a: Int(32, true) not null",
        "optional int32 a (INTEGER(8,true)); | a: Int(8, true)",
        "optional int32 a (INTEGER(16,false)); | a: Int(32, true)",
        "optional int32 a (INTEGER(32,false)); | a: Int(64, true)",
        "optional int64 a (TIMESTAMP(NANOS,true)); | a: Timestamp(MICROSECOND, UTC)",
        "optional int32 a (TIME(MILLIS,true)); | a: Time(MICROSECOND, 64)",
        "optional binary a (ENUM); | a: Utf8",
        "optional binary a (DECIMAL(38,2)); | a: Decimal(38, 2, 128)",
        "optional fixed_len_byte_array(12) a (INTERVAL); | a: Interval(MONTH_DAY_NANO)",
        "optional fixed_len_byte_array(5) a; | a: Binary",
        "optional group a (LIST) { repeated group bag { optional int64 item; } } | a: List<item: Int(64, true)>",
      })
  void of_columnOfAnotherWriter_isAField(String column, String field) {
    assertThat(ParquetFields.of(type(column), null).map(Field::toString)).hasValue(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optional int96 a;",
        "optional int64 a (INTEGER(64,false));",
        "optional binary a (DECIMAL(39,2));",
        "optional binary a (BSON);",
        "optional fixed_len_byte_array(2) a (FLOAT16);",
        "repeated int32 a;",
        "optional group a { optional int32 b; }",
        "optional group a (LIST) { repeated int32 array; }",
        "optional group a (LIST) { repeated group array { optional int32 b; } }",
        "optional group a (LIST) { repeated group a_tuple { optional int32 b; } }",
        "optional group a (LIST) { repeated group list { repeated int32 element; } }",
      })
  void of_otherColumns_isEmpty(String column) {
    assertThat(ParquetFields.of(type(column), null)).isEmpty();
  }

  @Test
  void of_writtenField_isUsedIfItIsWrittenAsThatType() {
    Field zoned =
        new Field(
            "a",
            FieldType.nullable(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "Asia/Tokyo")),
            null);

    assertThat(ParquetFields.of(type("optional int64 a (TIMESTAMP(MICROS,true));"), zoned))
        .hasValue(zoned);
    for (String other :
        List.of(
            "optional int64 a (TIMESTAMP(MICROS,false));",
            "optional int64 a (TIMESTAMP(MILLIS,true));",
            "required int64 a (TIMESTAMP(MICROS,true));",
            "optional int64 a;")) {
      assertThat(ParquetFields.of(type(other), zoned))
          .isNotEmpty()
          .isNotEqualTo(Optional.of(zoned));
    }
  }

  @Test
  void of_writtenFieldWithADictionary_isNotUsed() {
    Field encoded =
        new Field(
            "a",
            new FieldType(true, ArrowType.Utf8.INSTANCE, new DictionaryEncoding(1, false, null)),
            null);

    assertThat(ParquetFields.of(type("optional binary a (STRING);"), encoded))
        .map(Field::getDictionary)
        .isEmpty();
  }
}
