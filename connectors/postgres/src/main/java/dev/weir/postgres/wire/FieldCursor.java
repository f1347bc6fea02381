package dev.weir.postgres.wire;

/** Iterates over the fields of a block, row by row. */
public final class FieldCursor {
  private final OutBlock block;
  private int nextRow;
  private int position;
  private int start;
  private int length;

  public FieldCursor(OutBlock block) {
    this.block = block;
  }

  public void nextRow() {
    position = block.start(nextRow++) + CopyBinary.FIELD_COUNT_BYTES;
  }

  public void nextField() {
    length = (int) CopyBinary.INT32.get(block.bytes, position);
    start = position + CopyBinary.LENGTH_BYTES;
    position = start + Math.max(length, 0);
  }

  public boolean isNull() {
    return length == CopyBinary.NULL_LENGTH;
  }

  /** Returns the array that contains the field; valid until the next block. */
  public byte[] bytes() {
    return block.bytes;
  }

  public int start() {
    return start;
  }

  /** Returns the field's length in bytes; -1 for NULL. */
  public int length() {
    return length;
  }
}
