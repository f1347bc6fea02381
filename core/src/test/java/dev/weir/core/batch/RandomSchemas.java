package dev.weir.core.batch;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Generates schemas of all supported types, including nested ones. */
final class RandomSchemas {
  private static final int DEPTH_MAX = 3;
  private static final int COLUMNS_MAX = 5;

  private RandomSchemas() {}

  static Arbitrary<Schema> schemas() {
    return types(DEPTH_MAX)
        .list()
        .ofMinSize(1)
        .ofMaxSize(COLUMNS_MAX)
        .map(columns -> new Schema(named("c", columns)))
        .withoutEdgeCases();
  }

  /** Returns all supported types without children. */
  static List<ArrowType> flatTypes() {
    List<ArrowType> types =
        new ArrayList<>(
            List.of(
                ArrowType.Null.INSTANCE,
                ArrowType.Bool.INSTANCE,
                new ArrowType.Decimal(38, 10, 128),
                new ArrowType.Decimal(76, 10, 256),
                new ArrowType.FixedSizeBinary(1),
                new ArrowType.FixedSizeBinary(16),
                new ArrowType.Time(TimeUnit.SECOND, 32),
                new ArrowType.Time(TimeUnit.MILLISECOND, 32),
                new ArrowType.Time(TimeUnit.MICROSECOND, 64),
                new ArrowType.Time(TimeUnit.NANOSECOND, 64),
                ArrowType.Utf8.INSTANCE,
                ArrowType.Binary.INSTANCE,
                ArrowType.LargeUtf8.INSTANCE,
                ArrowType.LargeBinary.INSTANCE));
    for (int bits : new int[] {8, 16, 32, 64}) {
      types.add(new ArrowType.Int(bits, true));
      types.add(new ArrowType.Int(bits, false));
    }
    for (FloatingPointPrecision precision : FloatingPointPrecision.values()) {
      types.add(new ArrowType.FloatingPoint(precision));
    }
    for (DateUnit unit : DateUnit.values()) {
      types.add(new ArrowType.Date(unit));
    }
    for (IntervalUnit unit : IntervalUnit.values()) {
      types.add(new ArrowType.Interval(unit));
    }
    for (TimeUnit unit : TimeUnit.values()) {
      types.add(new ArrowType.Duration(unit));
      types.add(new ArrowType.Timestamp(unit, null));
      types.add(new ArrowType.Timestamp(unit, "UTC"));
    }
    return types;
  }

  /** A type with its children, without a name. */
  private record Node(FieldType type, List<Field> children) {
    Field named(String name) {
      return new Field(name, type, children);
    }
  }

  private static Arbitrary<Node> types(int depth) {
    Arbitrary<Node> flat =
        Combinators.combine(Arbitraries.of(flatTypes()), Arbitraries.of(true, false))
            .as((type, nullable) -> new Node(fieldType(type, nullable), List.of()));
    return depth == 0 ? flat : Arbitraries.oneOf(flat, nested(depth - 1));
  }

  private static Arbitrary<Node> nested(int depth) {
    Arbitrary<Node> child = types(depth);
    Arbitrary<Boolean> nullable = Arbitraries.of(true, false);
    Arbitrary<ArrowType> lists =
        Arbitraries.of(
            ArrowType.List.INSTANCE,
            ArrowType.LargeList.INSTANCE,
            new ArrowType.FixedSizeList(1),
            new ArrowType.FixedSizeList(3));
    return Arbitraries.oneOf(
        Combinators.combine(lists, child, nullable)
            .as(
                (type, item, isNullable) ->
                    new Node(fieldType(type, isNullable), named("item", List.of(item)))),
        Combinators.combine(child.list().ofMinSize(1).ofMaxSize(3), nullable)
            .as(
                (members, isNullable) ->
                    new Node(
                        fieldType(ArrowType.Struct.INSTANCE, isNullable), named("m", members))),
        Combinators.combine(Arbitraries.of(flatTypes()), child, nullable)
            .as(
                (key, value, isNullable) ->
                    new Node(
                        fieldType(new ArrowType.Map(false), isNullable),
                        List.of(entries(key, value)))));
  }

  private static Field entries(ArrowType key, Node value) {
    return new Field(
        "entries",
        fieldType(ArrowType.Struct.INSTANCE, false),
        List.of(new Field("key", fieldType(key, false), List.of()), value.named("value")));
  }

  private static List<Field> named(String prefix, List<Node> nodes) {
    List<Field> fields = new ArrayList<>();
    for (Node node : nodes) {
      fields.add(node.named(prefix + fields.size()));
    }
    return fields;
  }

  private static FieldType fieldType(ArrowType type, boolean nullable) {
    return new FieldType(nullable, type, null);
  }
}
