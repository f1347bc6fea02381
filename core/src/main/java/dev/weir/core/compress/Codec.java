package dev.weir.core.compress;

/** How a frame's payload is compressed. The id is part of the frame format and never changes. */
public enum Codec {
  NONE(0),
  LZ4(1),
  ZSTD(2);

  private final byte id;

  Codec(int id) {
    this.id = (byte) id;
  }

  public byte id() {
    return id;
  }
}
