package dev.weir.rules.eql.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.rules.eql.tree.Relation;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Primitive comparisons against exact ones, at the borders of the types above all. */
class NumbersTest {
  private static int expected(Number left, Number right) {
    return ExactNumbers.holds(Relation.EQUAL, left, right)
        ? 0
        : ExactNumbers.holds(Relation.LESS, left, right) ? -1 : 1;
  }

  @Provide
  Arbitrary<Long> longs() {
    return Arbitraries.oneOf(
        Arbitraries.longs(),
        Arbitraries.longs().between(-2, 2),
        Arbitraries.longs().between(Long.MAX_VALUE - 2_000, Long.MAX_VALUE),
        Arbitraries.longs().between(Long.MIN_VALUE, Long.MIN_VALUE + 2_000),
        Arbitraries.longs().between((1L << 53) - 4, (1L << 53) + 4));
  }

  @Provide
  Arbitrary<Double> doubles() {
    return Arbitraries.oneOf(
        longs().map(Long::doubleValue),
        longs().map(value -> value + 0.5),
        Arbitraries.longs().map(Double::longBitsToDouble).filter(value -> !value.isNaN()),
        Arbitraries.of(
            0x1p63,
            0x1p64,
            Math.nextDown(0x1p63),
            Math.nextDown(0x1p64),
            -0x1p63,
            Math.nextDown(-0x1p63),
            -0.0,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            -Double.MIN_VALUE));
  }

  @Property
  void compare_integerWithFloat_isExact(
      @ForAll("longs") long left, @ForAll("doubles") double right) {
    assertThat(Integer.signum(PrimitiveNumbers.compare(left, right)))
        .isEqualTo(expected(left, right));
  }

  @Property
  void compareUnsigned_withFloat_isExact(
      @ForAll("longs") long left, @ForAll("doubles") double right) {
    assertThat(Integer.signum(PrimitiveNumbers.compareUnsigned(left, right)))
        .isEqualTo(expected(ExactNumbers.ofUnsigned(left), right));
  }

  @Property
  void compareToUnsigned_isExact(@ForAll("longs") long left, @ForAll("longs") long right) {
    assertThat(Integer.signum(PrimitiveNumbers.compareToUnsigned(left, right)))
        .isEqualTo(expected(left, ExactNumbers.ofUnsigned(right)));
  }
}
