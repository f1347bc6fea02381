package dev.weir.core.compress;

/** The compression of a frame's payload. The ids are part of the frame format. */
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
