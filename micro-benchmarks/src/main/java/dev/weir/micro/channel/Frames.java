package dev.weir.micro.channel;

import dev.weir.core.channel.Frame;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Data frames of 1 MiB that share one buffer: queues hand over references, and none of the memory
 * is read or written. No frame is released, so that it can be put again.
 */
final class Frames implements AutoCloseable {
  static final int FRAME_BYTES = 1 << 20;

  private final BufferAllocator allocator = new RootAllocator();
  private final ArrowBuf payload = allocator.buffer(FRAME_BYTES).writerIndex(FRAME_BYTES);

  /** Returns frames that differ in their origin. */
  List<Frame> of(int count) {
    List<Frame> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      frames.add(new Frame.Data(new Frame.Origin(0, i), payload));
    }
    return frames;
  }

  @Override
  public void close() {
    payload.close();
    allocator.close();
  }
}
