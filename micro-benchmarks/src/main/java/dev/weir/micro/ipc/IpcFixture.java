package dev.weir.micro.ipc;

import java.util.List;
import java.util.function.Function;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One batch and its contenders, which have passed their gate. */
final class IpcFixture implements AutoCloseable {
  final WeirIpc weir;
  final ArrowIpc arrow;
  final MemoryCopy copy;

  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot root;

  /**
   * Opens the contenders.
   *
   * @param batch makes the batch that they encode
   * @throws IllegalStateException if two contenders disagree
   */
  IpcFixture(Function<BufferAllocator, VectorSchemaRoot> batch) {
    root = batch.apply(allocator);
    weir = new WeirIpc(root, allocator);
    arrow = new ArrowIpc(root, allocator);
    copy = new MemoryCopy(weir.encoded(), allocator);
    CodecGate.check(root, List.of(weir, arrow));
    CodecGate.checkSame(arrow, "arrow's writer into a new buffer", arrow.messageInNewBuffer());
    CodecGate.checkSame(arrow, "arrow's writer of a new stream", arrow.messageInNewStream());
    CodecGate.checkSame(weir, "the copy into a new buffer", copy.messageInNewBuffer());
    CodecGate.checkSame(weir, "the copy into a reused buffer", copy.messageInReusedBuffer());
  }

  /** Arrow's allocator reports, as it closes, any buffer that a contender leaked. */
  @Override
  public void close() {
    copy.close();
    arrow.close();
    weir.close();
    root.close();
    allocator.close();
  }
}
