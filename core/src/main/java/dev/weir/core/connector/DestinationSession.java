package dev.weir.core.connector;

import dev.weir.core.error.WeirException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A session with a destination, used by one thread ({@link #cancel} apart).
 *
 * <p>Capabilities: {@link LockableSession}, {@link DigestSession}, {@link JointCommitSession},
 * {@link TransformStateSession}.
 */
public interface DestinationSession extends AutoCloseable {
  /** Returns the product and version, such as {@code PostgreSQL 18.6}. */
  String serverVersion();

  /** Returns the receipt that a run has committed for a stream. */
  Optional<Receipt> receipt(String pipeline, String stream, String loadId);

  /**
   * Returns where a read of the stream begins, according to the last receipt and the target.
   *
   * @throws WeirException if they contradict each other and the pipeline does not say which one to
   *     follow
   */
  Resumption resume(String pipeline, StreamConfig stream, WriteOptions options);

  /**
   * Returns the form in which the destination requires values without an exact Arrow type. Called
   * before the source plans.
   */
  default ValueForm valueForm(StreamConfig stream) {
    return ValueForm.NATIVE;
  }

  /**
   * Reads what {@link #plan} needs to know of a stream's target. Called after {@link #resume} while
   * the source plans; what it finds wrong is reported by {@link #plan}.
   */
  default void inspect(StreamConfig stream, WriteOptions options) {}

  /**
   * Plans a load without changing anything.
   *
   * @throws WeirException if the target cannot be loaded as requested
   */
  LoadPlan plan(LoadRequest request);

  /** Creates and commits what {@link #open} needs. Called once a load, in one session. */
  default void prepare(LoadPlan plan) {}

  /**
   * Opens a prepared load. One load at a time; several sessions if {@link LoadRequest#lanes} > 1.
   */
  Load open(LoadPlan plan, BufferAllocator allocator);

  /** Cancels the call under way, from any thread; it then fails. */
  void cancel();

  @Override
  void close();
}
