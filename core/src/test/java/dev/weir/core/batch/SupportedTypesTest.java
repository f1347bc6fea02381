package dev.weir.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.error.ExitCode;
import dev.weir.core.error.WeirException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.extension.OpaqueType;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Unsupported schemas are rejected when the encoder or decoder is created. */
class SupportedTypesTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final ArrowType STRUCT = ArrowType.Struct.INSTANCE;
  private static final ArrowType MAP = new ArrowType.Map(false);

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void closeAllocator() {
    allocator.close();
  }

  static Stream<Arguments> unsupported() {
    return Stream.of(
        Arguments.of(field("c", union(UnionMode.Sparse), field("a", INT)), "c", "Union(Sparse"),
        Arguments.of(field("c", union(UnionMode.Dense), field("a", INT)), "c", "Union(Dense"),
        Arguments.of(field("c", ArrowType.Utf8View.INSTANCE), "c", "Utf8View"),
        Arguments.of(field("c", ArrowType.BinaryView.INSTANCE), "c", "BinaryView"),
        Arguments.of(field("c", ArrowType.ListView.INSTANCE, field("item", INT)), "c", "ListView"),
        Arguments.of(
            field("c", ArrowType.LargeListView.INSTANCE, field("item", INT)), "c", "LargeListView"),
        Arguments.of(
            field(
                "c",
                ArrowType.RunEndEncoded.INSTANCE,
                required("run_ends", INT),
                field("values", INT)),
            "c",
            "RunEndEncoded"),
        Arguments.of(
            field("c", new OpaqueType(ArrowType.Binary.INSTANCE, "t", "v")), "c", "OpaqueType"),
        Arguments.of(dictionary("c"), "c", "is dictionary-encoded"),
        Arguments.of(field("c", new ArrowType.Int(24, true)), "c", "Int(24, true)"),
        Arguments.of(field("c", new ArrowType.FixedSizeBinary(0)), "c", "with zero-width values"),
        Arguments.of(
            field("c", new ArrowType.FixedSizeList(0), field("item", INT)),
            "c",
            "with zero-width values"),
        Arguments.of(field("c", STRUCT), "c", "with zero-width values"),
        Arguments.of(field("c", STRUCT, field("a", INT), field("a", INT)), "c", "the children [a"),
        Arguments.of(field("c", ArrowType.List.INSTANCE), "c", "the children []"),
        Arguments.of(field("c", MAP, field("entries", STRUCT, field("k", INT))), "c", "Map(false)"),
        Arguments.of(field("c", INT, field("a", INT)), "c", "the children [a"));
  }

  /** An unsupported child of each nested type. */
  static Stream<Arguments> nested() {
    Field inner = field("inner", ArrowType.Utf8View.INSTANCE);
    return Stream.of(
        Arguments.of(field("c", ArrowType.List.INSTANCE, inner), "c.inner", "Utf8View"),
        Arguments.of(field("c", ArrowType.LargeList.INSTANCE, inner), "c.inner", "Utf8View"),
        Arguments.of(field("c", new ArrowType.FixedSizeList(2), inner), "c.inner", "Utf8View"),
        Arguments.of(field("c", STRUCT, field("a", INT), inner), "c.inner", "Utf8View"),
        Arguments.of(
            field("c", ArrowType.List.INSTANCE, field("item", STRUCT, dictionary("d"))),
            "c.item.d",
            "is dictionary-encoded"),
        Arguments.of(
            field("c", MAP, required("entries", STRUCT, required("key", INT), inner)),
            "c.entries.inner",
            "Utf8View"));
  }

  @ParameterizedTest
  @MethodSource({"unsupported", "nested"})
  void create_unsupportedColumn_isRejectedByName(Field field, String path, String reason) {
    Schema schema = new Schema(List.of(field("ok", INT), field));

    assertThatThrownBy(() -> new IpcEncoder(schema, allocator, 0))
        .isInstanceOfSatisfying(
            WeirException.class,
            e -> {
              assertThat(e.code()).isEqualTo("source.arrow_type");
              assertThat(e.exitCode()).isEqualTo(ExitCode.SCHEMA);
              assertThat(e.place().column()).contains(path);
              assertThat(e)
                  .hasMessageStartingWith("Column " + path + " ")
                  .hasMessageContaining(reason);
              assertThat(e.hint()).isNotEmpty();
            });
    assertThatThrownBy(() -> new IpcDecoder(schema, allocator))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("Column " + path + " ");
  }

  @Test
  void create_everyFlatType_isSupported() {
    List<Field> fields =
        RandomSchemas.flatTypes().stream().map(type -> field(type.toString(), type)).toList();

    assertThatCode(() -> new IpcDecoder(new Schema(fields), allocator)).doesNotThrowAnyException();
  }

  private static Field field(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.nullable(type), List.of(children));
  }

  private static Field required(String name, ArrowType type, Field... children) {
    return new Field(name, FieldType.notNullable(type), List.of(children));
  }

  private static Field dictionary(String name) {
    DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(32, true));
    return new Field(name, new FieldType(true, ArrowType.Utf8.INSTANCE, encoding), List.of());
  }

  private static ArrowType union(UnionMode mode) {
    return new ArrowType.Union(mode, new int[] {0});
  }
}
