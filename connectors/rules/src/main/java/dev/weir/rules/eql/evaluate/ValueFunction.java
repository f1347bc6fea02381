package dev.weir.rules.eql.evaluate;

import dev.weir.rules.event.EventReader;
import org.jspecify.annotations.Nullable;

/** An expression in compiled form; its values are those of {@link TreeEvaluator}. */
@FunctionalInterface
interface ValueFunction {
  @Nullable Object apply(EventReader event);
}
