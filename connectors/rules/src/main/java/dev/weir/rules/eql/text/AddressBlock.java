package dev.weir.rules.eql.text;

import java.util.Arrays;
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
  private static final Pattern OCTET = Pattern.compile("\\d{1,3}");
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

  /** Returns whether the text is an address in this block; false if it is none. */
  public boolean contains(String text) {
    return address(text).filter(this::contains).isPresent();
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

  private static boolean ipv4(String text, byte[] bytes, int start) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != BYTES - IPV4_START) {
      return false;
    }
    for (int i = 0; i < octets.length; i++) {
      if (!OCTET.matcher(octets[i]).matches() || Integer.parseInt(octets[i]) > 0xff) {
        return false;
      }
      bytes[start + i] = (byte) Integer.parseInt(octets[i]);
    }
    return true;
  }

  private static boolean ipv6(String text, byte[] bytes) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, bytes, 0) == BYTES;
    }
    byte[] after = new byte[BYTES];
    int head = groups(text.substring(0, gap), bytes, 0);
    int tail = groups(text.substring(gap + 2), after, 0);
    if (head < 0 || tail < 0 || head + tail > BYTES - 2) {
      return false;
    }
    System.arraycopy(after, 0, bytes, BYTES - tail, tail);
    return true;
  }

  /** Writes groups, the last of which may be an IPv4 address; returns the end, or -1. */
  private static int groups(String text, byte[] bytes, int start) {
    if (text.isEmpty()) {
      return start;
    }
    String[] groups = text.split(":", -1);
    int end = start;
    for (int i = 0; i < groups.length; i++) {
      boolean isLast = i == groups.length - 1;
      if (isLast && groups[i].indexOf('.') >= 0) {
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
