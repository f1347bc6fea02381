package dev.weir.core.connector;

import org.apache.arrow.memory.BufferAllocator;

/** A destination session that commits the rows of several targets in one transaction. */
public interface JointCommitSession {
  /**
   * Returns where a read begins whose stream has no target of its own, but those of outputs of
   * transforms: after the last receipt.
   */
  Resumption resumeWithoutTarget(String pipeline, StreamConfig stream, WriteOptions options);

  /**
   * Opens a prepared load of one lane that is committed with another one. Called before a writer of
   * either is opened; writers of both are then used alternately.
   *
   * @param first an open load of this session, whose {@link Load#commit} commits this one as well
   * @return a load that is built before that commit; its own {@code commit} is not called
   */
  Load openJointly(Load first, LoadPlan plan, BufferAllocator allocator);
}
