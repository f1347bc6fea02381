package dev.weir.micro.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kernels allocate for a batch and a block, not for a row: a batch of more rows costs no more
 * bytes of the heap.
 */
class CopyAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int FEW_ROWS = 128;
  private static final int MANY_ROWS = CopyFixture.BATCH_ROWS;

  /** Calls after which buffers have grown to their size. */
  private static final int WARM_UP = 30;

  private static final int CALLS = 10;

  @FunctionalInterface
  private interface Operation {
    void run(CopyFixture fixture) throws SQLException;
  }

  @ParameterizedTest
  @EnumSource
  void decode_furtherRows_allocateNothing(CopyShape shape) throws SQLException {
    assertThat(bytesOfFurtherRow(shape, fixture -> fixture.decode(batch -> {}))).isLessThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void encode_furtherRows_allocateNothing(CopyShape shape) throws SQLException {
    assertThat(bytesOfFurtherRow(shape, fixture -> fixture.encode(block -> {}))).isLessThan(1);
  }

  /** What the meter shows for a loop that makes an array for each text. */
  @ParameterizedTest
  @EnumSource(names = "NARROW")
  void decodePlainly_furtherRows_allocateArrays(CopyShape shape) throws SQLException {
    assertThat(bytesOfFurtherRow(shape, fixture -> fixture.decodePlainly().close()))
        .isGreaterThan(50);
  }

  private static double bytesOfFurtherRow(CopyShape shape, Operation operation)
      throws SQLException {
    return (double) (bytes(shape, MANY_ROWS, operation) - bytes(shape, FEW_ROWS, operation))
        / (MANY_ROWS - FEW_ROWS);
  }

  /** Returns the least bytes that this thread allocates in a call. */
  private static long bytes(CopyShape shape, int rows, Operation operation) throws SQLException {
    try (CopyFixture fixture = new CopyFixture(shape, rows)) {
      for (int i = 0; i < WARM_UP; i++) {
        operation.run(fixture);
      }
      long least = Long.MAX_VALUE;
      for (int i = 0; i < CALLS; i++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        operation.run(fixture);
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
      return least;
    }
  }
}
