package dev.weir.postgres;

import dev.weir.core.connector.Destination;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.DigestSession;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.connector.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A Postgres destination that requires another form of values, as a file does, and records how it
 * loads them.
 *
 * @param strategies the strategies of the planned loads
 */
record FormDestination(Destination target, ValueForm form, List<String> strategies)
    implements Destination {
  FormDestination(Destination target, ValueForm form) {
    this(target, form, new ArrayList<>());
  }

  @Override
  public String loadMethod() {
    return target.loadMethod();
  }

  @Override
  public DestinationSession connect() {
    return new Session(target.connect());
  }

  private final class Session implements DestinationSession, DigestSession {
    private final DestinationSession session;

    Session(DestinationSession session) {
      this.session = session;
    }

    @Override
    public ValueForm valueForm(StreamConfig stream) {
      return form;
    }

    @Override
    public String serverVersion() {
      return session.serverVersion();
    }

    @Override
    public Optional<Receipt> receipt(String pipeline, String stream, String loadId) {
      return session.receipt(pipeline, stream, loadId);
    }

    @Override
    public Resumption resume(String pipeline, StreamConfig stream, WriteOptions options) {
      return session.resume(pipeline, stream, options);
    }

    @Override
    public void inspect(StreamConfig stream, WriteOptions options) {
      session.inspect(stream, options);
    }

    @Override
    public LoadPlan plan(LoadRequest request) {
      LoadPlan plan = session.plan(request);
      strategies.add(plan.strategy());
      return plan;
    }

    @Override
    public void prepare(LoadPlan plan) {
      session.prepare(plan);
    }

    @Override
    public Load open(LoadPlan plan, BufferAllocator allocator) {
      return session.open(plan, allocator);
    }

    @Override
    public List<String> digestMethods() {
      return ((DigestSession) session).digestMethods();
    }

    @Override
    public void cancel() {
      session.cancel();
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
