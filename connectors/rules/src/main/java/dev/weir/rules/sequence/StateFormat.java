package dev.weir.rules.sequence;

import java.util.zip.CRC32C;

/**
 * The saved form of partial matches. Numbers are big-endian, counts and lengths are of four bytes:
 *
 * <ol>
 *   <li>the magic, the version (two bytes), the digest of the schema (four bytes), the time of the
 *       last event (eight)
 *   <li>the number of events; of each its length and content
 *   <li>the number of sequences; of each the rule and the fingerprint, as length and UTF-8, the
 *       time of the first event in its window of evaluations and their number in it (eight bytes
 *       each)
 *   <li>the number of keys, the least recently used first; of each the number of its sequence,
 *       length and bytes
 *   <li>for each sequence the number of its partial matches, in order of their first events; of
 *       each the number of its key, the time of its first event (eight bytes), that of the event
 *       that precedes it (eight bytes), the number of its events, and their numbers
 *   <li>the CRC-32C of all bytes before
 * </ol>
 */
final class StateFormat {
  /** "WSEQ". */
  static final int MAGIC = 0x57534551;

  static final short VERSION = 2;

  private StateFormat() {}

  static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
