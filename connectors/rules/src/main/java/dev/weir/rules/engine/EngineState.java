package dev.weir.rules.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What an engine carries from one run to the next. As bytes, numbers are big-endian: the magic, the
 * version (two bytes), the digest of the schema (four bytes), both times (eight bytes each), the
 * length and bytes of the sequences' state, the number of held events, the length and bytes of
 * each, and the CRC-32C of all bytes before.
 *
 * @param schema the digest of the schema for which the events are valid
 * @param latestNanos the time of the latest event
 * @param passedNanos the time of the latest event that sequences have seen
 * @param sequences what {@link dev.weir.rules.sequence.SequenceMatcher#save} returned
 * @param held events that wait for earlier ones, in order
 */
record EngineState(
    int schema, long latestNanos, long passedNanos, Block sequences, List<Block> held) {
  /** "WRUL". */
  private static final int MAGIC = 0x5752554C;

  private static final short VERSION = 1;

  EngineState {
    held = List.copyOf(held);
  }

  /** Bytes, which are not changed. */
  static final class Block {
    private final byte[] bytes;

    Block(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeInt(MAGIC);
      out.writeShort(VERSION);
      out.writeInt(schema);
      out.writeLong(latestNanos);
      out.writeLong(passedNanos);
      write(out, sequences);
      out.writeInt(held.size());
      for (Block event : held) {
        write(out, event);
      }
      out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Block block) throws IOException {
    out.writeInt(block.bytes.length);
    out.write(block.bytes);
  }

  /**
   * Returns the state of bytes.
   *
   * @throws RuleStateException if they are none
   */
  static EngineState decode(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    try {
      check(from.getInt() == MAGIC, "it does not begin with WRUL");
      short version = from.getShort();
      if (version != VERSION) {
        throw new RuleStateException(
            "The saved state of rules has version %d, and this program reads version %d; read it"
                    .formatted(version, VERSION)
                + " with the program that wrote it, or begin without it");
      }
      int content = from.limit() - Integer.BYTES;
      check(from.getInt(content) == checksum(bytes, content), "its checksum differs");
      from.limit(content);
      int schema = from.getInt();
      long latest = from.getLong();
      long passed = from.getLong();
      Block sequences = block(from);
      int count = from.getInt();
      List<Block> held = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        held.add(block(from));
      }
      check(!from.hasRemaining(), "it is too long");
      return new EngineState(schema, latest, passed, sequences, held);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new RuleStateException(corrupt("it ends too early"), e);
    }
  }

  private static Block block(ByteBuffer from) {
    int length = from.getInt();
    check(length >= 0 && length <= from.remaining(), "a length exceeds it");
    byte[] block = new byte[length];
    from.get(block);
    return new Block(block);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static void check(boolean holds, String reason) {
    if (!holds) {
      throw new RuleStateException(corrupt(reason));
    }
  }

  private static String corrupt(String reason) {
    return "The saved state of rules is corrupt (%s); restore it from a copy, or begin without it"
        .formatted(reason);
  }
}
