package dev.weir.micro.channel;

import dev.weir.core.channel.Frame;
import dev.weir.micro.TimePerOperation;
import dev.weir.micro.cpu.ThreadCpus;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost to hand a frame of 1 MiB from one thread to another, and how far is that from
 * the JDK's bounded queue and from a queue that does not block?
 *
 * <p>Compare, at equal {@code inFlight}:
 *
 * <ul>
 *   <li>{@code transferByFrameChannel} with {@code transferByArrayBlockingQueue} and {@code
 *       transferBySpscQueue}: the time of a frame in a stream of frames, where one thread only puts
 *       and one only takes, with room for {@code inFlight} frames.
 *   <li>{@code handOff...}: the time of one hand-off where the other thread waits for it, half of a
 *       round trip over two queues with room for one frame each.
 *   <li>{@code putAndTake...}: both calls in one thread, so nobody waits: the queue's own cost.
 * </ul>
 *
 * <p>Frames share one buffer, which nobody reads or writes; the score is the time of a frame. The
 * queue of JCTools spins while it waits and has room for at least 4 frames: it is the floor where a
 * CPU can be spared for each thread, not a replacement.
 *
 * <p>The threads of a transfer are bound to two CPUs. Those of a hand-off are bound to one, so its
 * time has the switch of threads, 3 us, and not that of waking an idle CPU, 3 to 30 us under a
 * hypervisor; only the threads that spin have two. Unbound threads change between one CPU and two.
 *
 * <pre>
 * java -jar target/benchmarks.jar ChannelBenchmark
 * java -jar target/benchmarks.jar ChannelBenchmark.transfer -p inFlight=1,16,1024
 * </pre>
 */
@Fork(
    value = 3,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xmn16m"})
public class ChannelBenchmark extends TimePerOperation {
  /** So many that the wait for the last one does not count. */
  private static final int FRAMES = 2_048;

  private static final int HAND_OFFS = 2;

  /** Of the thread that puts. */
  private static final int CPU = 0;

  private static final int OTHER_CPU = 1;

  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void transferByFrameChannel(FrameChannelTransfer transfer) throws InterruptedException {
    transfer.run();
  }

  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void transferByArrayBlockingQueue(ArrayBlockingQueueTransfer transfer)
      throws InterruptedException {
    transfer.run();
  }

  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void transferBySpscQueue(SpscQueueTransfer transfer) throws InterruptedException {
    transfer.run();
  }

  @Benchmark
  @OperationsPerInvocation(HAND_OFFS)
  public Frame handOffByFrameChannel(FrameChannelHandOff handOff) throws InterruptedException {
    return handOff.run();
  }

  @Benchmark
  @OperationsPerInvocation(HAND_OFFS)
  public Frame handOffByArrayBlockingQueue(ArrayBlockingQueueHandOff handOff)
      throws InterruptedException {
    return handOff.run();
  }

  @Benchmark
  @OperationsPerInvocation(HAND_OFFS)
  public Frame handOffBySpscQueue(SpscQueueHandOff handOff) throws InterruptedException {
    return handOff.run();
  }

  @Benchmark
  public Frame putAndTakeByFrameChannel(FrameChannelAlone alone) throws InterruptedException {
    return alone.run();
  }

  @Benchmark
  public Frame putAndTakeByArrayBlockingQueue(ArrayBlockingQueueAlone alone)
      throws InterruptedException {
    return alone.run();
  }

  @Benchmark
  public Frame putAndTakeBySpscQueue(SpscQueueAlone alone) throws InterruptedException {
    return alone.run();
  }

  private static FrameQueue frameChannel(int frames) {
    return new WeirQueue((long) frames * Frames.FRAME_BYTES);
  }

  /** A queue and a thread that takes from it. */
  @State(Scope.Benchmark)
  public abstract static class Transfer {
    @Param("1024")
    public int inFlight;

    private final Frames source = new Frames();
    private final Semaphore ends = new Semaphore(0);
    private final List<Frame> frames = source.of(FRAMES);

    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    private FrameQueue queue;

    @SuppressWarnings("NullAway.Init")
    private FrameTaker taker;

    abstract FrameQueue queue(int framesMax);

    @Setup
    public void open() {
      queue = queue(inFlight);
      QueueGate.check(queue, frames);
      Frame last = frames.get(FRAMES - 1);
      taker =
          new FrameTaker(
              queue,
              OTHER_CPU,
              frame -> {
                if (frame == last) {
                  ends.release();
                }
              });
      ThreadCpus.bindTo(CPU);
    }

    void run() throws InterruptedException {
      for (int i = 0; i < FRAMES; i++) {
        queue.put(frames.get(i));
      }
      ends.acquire();
    }

    @TearDown
    public void close() {
      taker.close();
      source.close();
    }
  }

  /** The product's channel. */
  public static class FrameChannelTransfer extends Transfer {
    @Override
    FrameQueue queue(int framesMax) {
      return frameChannel(framesMax);
    }
  }

  /** The JDK's queue. */
  public static class ArrayBlockingQueueTransfer extends Transfer {
    @Override
    FrameQueue queue(int framesMax) {
      return new JavaQueue(framesMax);
    }
  }

  /** JCTools' queue. */
  public static class SpscQueueTransfer extends Transfer {
    @Override
    FrameQueue queue(int framesMax) {
      return new SpscQueue(framesMax);
    }
  }

  /** Two queues, and a thread that returns each frame. */
  @State(Scope.Benchmark)
  public abstract static class HandOff {
    private final Frames source = new Frames();
    private final Frame frame = source.of(1).get(0);

    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    private FrameQueue there;

    @SuppressWarnings("NullAway.Init")
    private FrameQueue back;

    @SuppressWarnings("NullAway.Init")
    private FrameTaker taker;

    abstract FrameQueue queue();

    int takerCpu() {
      return CPU;
    }

    @Setup
    public void open() {
      there = queue();
      back = queue();
      QueueGate.check(there, source.of(FRAMES));
      taker = new FrameTaker(there, takerCpu(), back::put);
      ThreadCpus.bindTo(CPU);
    }

    Frame run() throws InterruptedException {
      there.put(frame);
      return back.take();
    }

    @TearDown
    public void close() {
      taker.close();
      source.close();
    }
  }

  /** The product's channel. */
  public static class FrameChannelHandOff extends HandOff {
    @Override
    FrameQueue queue() {
      return frameChannel(1);
    }
  }

  /** The JDK's queue. */
  public static class ArrayBlockingQueueHandOff extends HandOff {
    @Override
    FrameQueue queue() {
      return new JavaQueue(1);
    }
  }

  /** JCTools' queue. */
  public static class SpscQueueHandOff extends HandOff {
    @Override
    FrameQueue queue() {
      return new SpscQueue(1);
    }

    /** A thread that spins does not let the other one run. */
    @Override
    int takerCpu() {
      return OTHER_CPU;
    }
  }

  /** A queue of one thread. */
  @State(Scope.Benchmark)
  public abstract static class Alone {
    private final Frames source = new Frames();
    private final Frame frame = source.of(1).get(0);

    @SuppressWarnings("NullAway.Init") // JMH calls open() before any benchmark.
    private FrameQueue queue;

    abstract FrameQueue queue();

    @Setup
    public void open() {
      queue = queue();
      QueueGate.check(queue, source.of(FRAMES));
    }

    Frame run() throws InterruptedException {
      queue.put(frame);
      return queue.take();
    }

    @TearDown
    public void close() {
      source.close();
    }
  }

  /** The product's channel. */
  public static class FrameChannelAlone extends Alone {
    @Override
    FrameQueue queue() {
      return frameChannel(1);
    }
  }

  /** The JDK's queue. */
  public static class ArrayBlockingQueueAlone extends Alone {
    @Override
    FrameQueue queue() {
      return new JavaQueue(1);
    }
  }

  /** JCTools' queue. */
  public static class SpscQueueAlone extends Alone {
    @Override
    FrameQueue queue() {
      return new SpscQueue(1);
    }
  }
}
