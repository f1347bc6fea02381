package dev.weir.core.pipeline;

import dev.weir.core.connector.TransformState;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run of an incremental stream leaves to the next one, in one {@link TransformState} of the
 * receipt: big-endian numbers, texts and states after their length in 32 bits.
 */
final class SavedState {
  private static final int VERSION = 1;

  private final String cursorLag;
  private final long[] repeated;
  private final List<Entry> transforms;

  /**
   * Creates a state.
   *
   * @param cursorLag the stream's {@code cursor_lag}; empty if it has none
   * @param repeated hashes of the rows that the next run reads again
   * @param transforms the states of the stateful transforms, in their order
   */
  SavedState(String cursorLag, long[] repeated, List<Entry> transforms) {
    this.cursorLag = cursorLag;
    this.repeated = repeated;
    this.transforms = List.copyOf(transforms);
  }

  /** The state of a transform, whose connector has this name. */
  record Entry(String name, TransformState state) {}

  String cursorLag() {
    return cursorLag;
  }

  long[] repeated() {
    return repeated;
  }

  /**
   * Returns the state of a transform.
   *
   * @param occurrence from 0, among the transforms of this name
   */
  Optional<TransformState> of(String name, int occurrence) {
    return transforms.stream()
        .filter(entry -> entry.name().equals(name))
        .skip(occurrence)
        .findFirst()
        .map(Entry::state);
  }

  TransformState encode() {
    byte[] lag = cursorLag.getBytes(StandardCharsets.UTF_8);
    List<byte[]> names =
        transforms.stream().map(entry -> entry.name().getBytes(StandardCharsets.UTF_8)).toList();
    long size = 4L * Integer.BYTES + lag.length + (long) repeated.length * Long.BYTES;
    for (int i = 0; i < names.size(); i++) {
      size += 2L * Integer.BYTES + names.get(i).length + transforms.get(i).state().bytes().length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size));
    buffer.putInt(VERSION);
    put(buffer, lag);
    buffer.putInt(repeated.length);
    buffer.asLongBuffer().put(repeated);
    buffer.position(buffer.position() + repeated.length * Long.BYTES);
    buffer.putInt(names.size());
    for (int i = 0; i < names.size(); i++) {
      put(buffer, names.get(i));
      put(buffer, transforms.get(i).state().bytes());
    }
    return TransformState.of(buffer.array());
  }

  private static void put(ByteBuffer buffer, byte[] bytes) {
    buffer.putInt(bytes.length).put(bytes);
  }

  /**
   * Reads a state.
   *
   * @throws WeirException if it is not in this format
   */
  static SavedState decode(TransformState state, String stream) {
    ByteBuffer buffer = ByteBuffer.wrap(state.bytes());
    try {
      int version = buffer.getInt();
      if (version != VERSION) {
        throw invalid(
            stream, "has format %d, and this version reads %d".formatted(version, VERSION));
      }
      String lag = new String(bytes(buffer), StandardCharsets.UTF_8);
      long[] repeated = new long[length(buffer, Long.BYTES)];
      buffer.asLongBuffer().get(repeated);
      buffer.position(buffer.position() + repeated.length * Long.BYTES);
      List<Entry> transforms = new ArrayList<>();
      int count = length(buffer, 2 * Integer.BYTES);
      for (int i = 0; i < count; i++) {
        String name = new String(bytes(buffer), StandardCharsets.UTF_8);
        transforms.add(new Entry(name, TransformState.of(bytes(buffer))));
      }
      return new SavedState(lag, repeated, transforms);
    } catch (BufferUnderflowException e) {
      throw invalid(stream, "is damaged").causedBy(e);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[length(buffer, 1)];
    buffer.get(bytes);
    return bytes;
  }

  /** Reads a number of elements, each of which has at least this size. */
  private static int length(ByteBuffer buffer, int elementBytes) {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining() / elementBytes) {
      throw new BufferUnderflowException();
    }
    return length;
  }

  private static WeirException invalid(String stream, String problem) {
    return WeirException.of(
            EngineError.TRANSFORM_STATE,
            Place.of(Side.DESTINATION).inStream(stream),
            "The state of the stream's transforms " + problem)
        .withHint(
            "Use the version that saved it, or delete the stream's row of _weir_transform_state"
                + " at the destination to start anew.");
  }
}
