package dev.weir.core.compress;

/**
 * The header before each frame's payload; little-endian.
 *
 * <pre>
 *  0  int32  magic, "WEIR"
 *  4  int8   version, 1
 *  5  int8   codec, see {@link Codec#id}
 *  6  int16  0
 *  8  int64  raw length: bytes of the payload, decompressed
 * 16  int64  stored length: bytes of the payload, as stored
 * 24  int32  CRC-32C of the first 24 bytes and the stored payload
 * 28  int32  0
 * </pre>
 */
public final class FrameHeader {
  public static final int BYTES = 32;

  static final int MAGIC = 'W' | 'E' << 8 | 'I' << 16 | 'R' << 24;
  static final byte VERSION = 1;

  static final int MAGIC_OFFSET = 0;
  static final int VERSION_OFFSET = 4;
  static final int CODEC_OFFSET = 5;
  static final int PADDING_OFFSET = 6;
  static final int RAW_LENGTH_OFFSET = 8;
  static final int STORED_LENGTH_OFFSET = 16;
  static final int CHECKSUM_OFFSET = 24;
  static final int RESERVED_OFFSET = 28;

  private FrameHeader() {}
}
