package dev.weir.micro.channel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.core.channel.Frame;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueGateTest {
  private static final int FRAMES = 500;

  private final Frames source = new Frames();
  private final List<Frame> frames = source.of(FRAMES);

  @AfterEach
  void close() {
    source.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 1_024})
  void check_eachQueue_passes(int framesMax) {
    QueueGate.check(new WeirQueue((long) framesMax * Frames.FRAME_BYTES), frames);
    QueueGate.check(new JavaQueue(framesMax), frames);
    QueueGate.check(new SpscQueue(framesMax), frames);
  }

  @Test
  void check_framesInAnotherOrder_isReported() {
    FrameQueue broken =
        new Broken() {
          @Override
          public void put(Frame frame) throws InterruptedException {
            super.put(frame == frames.get(7) ? frames.get(8) : frame);
          }
        };

    assertThatThrownBy(() -> QueueGate.check(broken, frames))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken delivers another frame as number 7");
  }

  @Test
  void check_lostLastFrame_isReported() {
    FrameQueue broken =
        new Broken() {
          @Override
          public void put(Frame frame) throws InterruptedException {
            if (frame != frames.get(FRAMES - 1)) {
              super.put(frame);
            }
          }
        };

    assertThatThrownBy(() -> QueueGate.check(broken, frames, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken delivers only")
        .hasMessageContaining("of " + FRAMES);
  }

  private static class Broken implements FrameQueue {
    private final FrameQueue whole = new JavaQueue(FRAMES);

    @Override
    public String name() {
      return "broken";
    }

    @Override
    public void put(Frame frame) throws InterruptedException {
      whole.put(frame);
    }

    @Override
    public Frame take() throws InterruptedException {
      return whole.take();
    }
  }
}
