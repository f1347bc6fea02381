package dev.weir.micro;

import java.util.List;
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

  IpcFixture(int rows) {
    root = SixColumnBatch.create(rows, allocator);
    weir = new WeirIpc(root, allocator);
    arrow = new ArrowIpc(root, allocator);
    copy = new MemoryCopy(weir.encoded(), allocator);
    CodecGate.check(root, List.of(weir, arrow));
  }

  /** Arrow's allocator tells, as it closes, of any buffer that a contender leaked. */
  @Override
  public void close() {
    copy.close();
    arrow.close();
    weir.close();
    root.close();
    allocator.close();
  }
}
