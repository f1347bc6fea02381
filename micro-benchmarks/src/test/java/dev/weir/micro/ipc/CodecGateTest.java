package dev.weir.micro.ipc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.micro.copy.CopyShape;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecGateTest {
  private static final int ROWS = 1_000;

  private BufferAllocator allocator;

  @BeforeEach
  void open() {
    allocator = new RootAllocator();
  }

  /** Closing tells of what the contenders leaked. */
  @AfterEach
  void close() {
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 1_000, 10_000})
  void check_equalContenders_passes(int rows) {
    try (VectorSchemaRoot root = SixColumnBatch.create(rows, allocator)) {
      assertAgreement(root);
    }
  }

  @Test
  void check_nulls_passes() {
    try (VectorSchemaRoot root = SixColumnBatch.create(ROWS, allocator)) {
      for (FieldVector vector : root.getFieldVectors()) {
        if (vector.getField().isNullable()) {
          vector.setNull(0);
          vector.setNull(ROWS / 2);
          vector.setNull(ROWS - 1);
        }
      }
      assertAgreement(root);
    }
  }

  @Test
  void check_changedValue_isReportedWithTheContender() {
    assertThatThrownBy(
            () -> checkBesides(root -> swapped(root, (BigIntVector) root.getVector("user_id"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken reading weir's message finds user_id in row 3 to be -1,");
  }

  @Test
  void check_missingRow_isReported() {
    assertThatThrownBy(
            () ->
                checkBesides(
                    root -> {
                      root.setRowCount(ROWS - 1);
                      return root;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("row count to be 999, expected 1000");
  }

  @Test
  void check_differentNullCount_isReported() {
    assertThatThrownBy(
            () ->
                checkBesides(
                    root -> {
                      root.getVector("amount").setNull(3);
                      return root;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("amount's null count to be 1, expected 0");
  }

  @Test
  void checkSame_changedByte_isReportedWithItsPlace() {
    try (VectorSchemaRoot root = SixColumnBatch.create(ROWS, allocator);
        WeirIpc weir = new WeirIpc(root, allocator)) {
      byte[] message = weir.message();
      message[700] ^= 1;

      assertThatThrownBy(() -> CodecGate.checkSame(weir, "a copy", message))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the message of a copy differs from weir's at byte 700");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 513})
  void open_twelveColumnsWithNulls_passesTheGate(int rows) {
    new IpcFixture(all -> CopyShape.WIDE.batch(rows, all)).close();
  }

  private void assertAgreement(VectorSchemaRoot root) {
    try (WeirIpc weir = new WeirIpc(root, allocator);
        ArrowIpc arrow = new ArrowIpc(root, allocator)) {
      assertThatCode(() -> CodecGate.check(root, List.of(weir, arrow))).doesNotThrowAnyException();
    }
  }

  /** Runs the gate on our codec and one that breaks what it reads in this way. */
  private void checkBesides(UnaryOperator<VectorSchemaRoot> breaking) {
    try (VectorSchemaRoot root = SixColumnBatch.create(ROWS, allocator);
        WeirIpc weir = new WeirIpc(root, allocator);
        ArrowIpc arrow = new ArrowIpc(root, allocator)) {
      CodecGate.check(root, List.of(weir, new Broken(arrow, breaking)));
    }
  }

  private static VectorSchemaRoot swapped(VectorSchemaRoot root, BigIntVector vector) {
    vector.set(3, -1);
    return root;
  }

  private record Broken(IpcContender whole, UnaryOperator<VectorSchemaRoot> breaking)
      implements IpcContender {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public byte[] message() {
      return whole.message();
    }

    @Override
    public void read(byte[] message, Consumer<VectorSchemaRoot> borrower) {
      whole.read(message, root -> borrower.accept(breaking.apply(root)));
    }

    @Override
    public void close() {}
  }
}
