package dev.weir.core.connector;

import java.util.List;

/**
 * A session that can compute content digests, for {@code --verify}. The destination's digest is
 * {@link Load#digest}.
 */
public interface DigestSession {
  /** Returns the supported methods, the preferred one first; empty if there are none. */
  List<String> digestMethods();

  /** A source session that can compute content digests. */
  interface OfSource extends DigestSession {
    /**
     * Returns the digest of all rows of a read.
     *
     * @param method one of {@link #digestMethods}
     */
    Digest digest(ReadPlan plan, String method);
  }
}
