package dev.weir.postgres.type;

/**
 * The type of a column's binary values: for a domain, its base type.
 *
 * @param typmod the type modifier, or that of the elements; -1 if there is none
 * @param elementOid the type of the elements of an array; 0 for another type
 */
public record WireType(
    long oid, boolean isEnum, int typmod, long elementOid, boolean elementIsEnum) {
  /** Returns the type of the elements of an array. */
  WireType element() {
    return new WireType(elementOid, elementIsEnum, typmod, 0, false);
  }
}
