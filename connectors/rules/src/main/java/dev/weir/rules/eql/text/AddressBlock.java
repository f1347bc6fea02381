package dev.weir.rules.eql.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses in CIDR notation (RFC 4632, RFC 4291). Addresses are compared as 16
 * bytes, so that an IPv4 address is equal to its IPv4-mapped IPv6 address.
 */
public final class AddressBlock {
  private static final int BYTES = 16;
  private static final int IPV4_START = 12;
  private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");
  private static final int OCTET_DIGITS_MAX = 3;
  private static final char OCTET_END = '.';
  private static final int DECIMAL = 10;
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private final byte[] address;
  private final int prefixBits;

  private AddressBlock(byte[] address, int prefixBits) {
    this.address = address;
    this.prefixBits = prefixBits;
  }

  /** Returns the block, such as {@code 10.0.0.0/8}; empty if the text is none. */
  public static Optional<AddressBlock> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !PREFIX.matcher(text.substring(slash + 1)).matches()) {
      return Optional.empty();
    }
    String address = text.substring(0, slash);
    boolean isIpv4 = address.indexOf(':') < 0;
    int bits = Integer.parseInt(text.substring(slash + 1));
    int bitsMax = (isIpv4 ? BYTES - IPV4_START : BYTES) * Byte.SIZE;
    if (bits > bitsMax) {
      return Optional.empty();
    }
    int prefix = isIpv4 ? IPV4_START * Byte.SIZE + bits : bits;
    return address(address).map(bytes -> new AddressBlock(bytes, prefix));
  }

  /** Returns whether the text is an address in one of the blocks; false if it is none. */
  public static boolean anyContains(List<AddressBlock> blocks, String text) {
    Optional<byte[]> address = address(text);
    if (address.isPresent()) {
      for (AddressBlock block : blocks) {
        if (block.contains(address.get())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean contains(byte[] other) {
    int whole = prefixBits / Byte.SIZE;
    int rest = prefixBits % Byte.SIZE;
    return Arrays.equals(address, 0, whole, other, 0, whole)
        && (rest == 0 || ((address[whole] ^ other[whole]) & (0xff << (Byte.SIZE - rest))) == 0);
  }

  /** Returns the 16 bytes of an address; never asks a name server. */
  static Optional<byte[]> address(String text) {
    byte[] bytes = new byte[BYTES];
    if (text.indexOf(':') < 0) {
      bytes[IPV4_START - 2] = (byte) 0xff;
      bytes[IPV4_START - 1] = (byte) 0xff;
      return ipv4(text, bytes, IPV4_START) ? Optional.of(bytes) : Optional.empty();
    }
    return ipv6(text, bytes) ? Optional.of(bytes) : Optional.empty();
  }

  /** Reads digits by hand: rules call this for each event, and a split creates five objects. */
  private static boolean ipv4(String text, byte[] bytes, int start) {
    int octets = 0;
    int digits = 0;
    int value = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : OCTET_END;
      if (c == OCTET_END && digits > 0 && octets < BYTES - IPV4_START) {
        bytes[start + octets++] = (byte) value;
        digits = 0;
        value = 0;
      } else if (c >= '0' && c <= '9' && digits < OCTET_DIGITS_MAX) {
        value = value * DECIMAL + c - '0';
        digits++;
        if (value > 0xff) {
          return false;
        }
      } else {
        return false;
      }
    }
    return octets == BYTES - IPV4_START;
  }

  private static boolean ipv6(String text, byte[] bytes) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, bytes, true) == BYTES;
    }
    byte[] after = new byte[BYTES];
    int head = groups(text.substring(0, gap), bytes, false);
    int tail = groups(text.substring(gap + 2), after, true);
    if (head < 0 || tail < 0 || head + tail > BYTES - 2) {
      return false;
    }
    System.arraycopy(after, 0, bytes, BYTES - tail, tail);
    return true;
  }

  /**
   * Writes groups; returns the end, or -1.
   *
   * @param isEnd whether the last group may be an IPv4 address
   */
  private static int groups(String text, byte[] bytes, boolean isEnd) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] groups = text.split(":", -1);
    int end = 0;
    for (int i = 0; i < groups.length; i++) {
      boolean isLast = i == groups.length - 1;
      if (isEnd && isLast && groups[i].indexOf('.') >= 0) {
        return end <= IPV4_START && ipv4(groups[i], bytes, end) ? end + BYTES - IPV4_START : -1;
      }
      if (end > BYTES - 2 || !GROUP.matcher(groups[i]).matches()) {
        return -1;
      }
      int value = Integer.parseInt(groups[i], 16);
      bytes[end++] = (byte) (value >>> Byte.SIZE);
      bytes[end++] = (byte) value;
    }
    return end;
  }
}
