package dev.weir.core.connector;

import java.util.Optional;

/** A destination session that keeps the state of transforms with a stream's last receipt. */
public interface TransformStateSession {
  /** Returns {@link Receipt#state} as it was committed with a stream's last receipt. */
  Optional<TransformState> transformState(Receipt last);
}
