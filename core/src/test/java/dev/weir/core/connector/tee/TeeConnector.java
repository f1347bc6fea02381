package dev.weir.core.connector.tee;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Connector;
import dev.weir.core.connector.Transform;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Schema;

/** A transform with an output that no test of documents emits to. */
public final class TeeConnector implements Connector {
  @Override
  public String name() {
    return "tee";
  }

  @Override
  public String description() {
    return "rows to main, for tests";
  }

  @Override
  public Optional<Transform.Factory> transform() {
    return Optional.of(config -> new Tee());
  }

  private static final class Tee implements Transform {
    @Override
    public Map<String, OutputSchema> outputs(Schema input) {
      return Map.of(MAIN, OutputSchema.of(input), "copy", OutputSchema.of(input));
    }

    @Override
    public Instance open(Context context) {
      return new Instance() {
        @Override
        public void takeAndProcess(Batch batch, Output output) {
          output.takeAndEmit(MAIN, batch);
        }

        @Override
        public void close() {}
      };
    }
  }
}
