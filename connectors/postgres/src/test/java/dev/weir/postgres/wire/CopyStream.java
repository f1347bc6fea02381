package dev.weir.postgres.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Builds a binary COPY stream; as on a server, the first message contains the header. */
final class CopyStream {
  private final List<byte[]> messages = new ArrayList<>();
  private byte[] header = CopyBinary.header();

  CopyStream flags(int flags) {
    CopyBinary.INT32.set(header, CopyBinary.FLAGS_OFFSET, flags);
    return this;
  }

  /** Sets a header with this extension length and these extension bytes. */
  CopyStream extension(int length, byte... bytes) {
    CopyBinary.INT32.set(header, CopyBinary.EXTENSION_LENGTH_OFFSET, length);
    header = joined(header, bytes);
    return this;
  }

  CopyStream header(byte... bytes) {
    header = bytes;
    return this;
  }

  CopyStream row(byte[]... fields) {
    return message(
        joined(ByteBuffer.allocate(2).putShort((short) fields.length).array(), joined(fields)));
  }

  CopyStream trailer() {
    return message(CopyBinary.trailer());
  }

  CopyStream message(byte... bytes) {
    messages.add(bytes);
    return this;
  }

  /** Adds a valid field. */
  static byte[] field(byte... bytes) {
    return claiming(bytes.length, bytes);
  }

  static byte[] text(String text) {
    return field(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] int4(int value) {
    return field(ByteBuffer.allocate(4).putInt(value).array());
  }

  static byte[] nullField() {
    return claiming(CopyBinary.NULL_LENGTH);
  }

  /** Adds a field whose length differs from that of its bytes. */
  static byte[] claiming(int length, byte... bytes) {
    return joined(ByteBuffer.allocate(4).putInt(length).array(), bytes);
  }

  /** Returns the messages of the stream, then its end. */
  CopyMessages messages() {
    Iterator<byte[]> iterator = payloads().iterator();
    return new MessageArrays(() -> iterator.hasNext() ? iterator.next() : null, () -> {});
  }

  /** Returns the same messages as they are received in pieces of this size. */
  CopyMessages received(int pieceBytes) {
    return new ReceivedMessages(payloads(), Optional.empty(), pieceBytes);
  }

  /** Returns the same messages, with a notice of this payload before each but the first. */
  CopyMessages receivedWithNotices(byte[] notice, int pieceBytes) {
    return new ReceivedMessages(payloads(), Optional.of(notice), pieceBytes);
  }

  private List<byte[]> payloads() {
    List<byte[]> all = new ArrayList<>(messages);
    all.set(0, joined(header, all.get(0)));
    return all;
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
