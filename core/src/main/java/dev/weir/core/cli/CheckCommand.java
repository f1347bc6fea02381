package dev.weir.core.cli;

import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.LoadPlan;
import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.ReadRequest;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.Transform;
import dev.weir.core.error.ExitCode;
import dev.weir.core.error.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Plans a run as {@code weir run} does, without moving or changing anything. */
@Command(
    name = "check",
    description = {
      "Check a pipeline: its file, both of its ends, and each stream.",
      "Tells what a run would be refused for; changes nothing."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class CheckCommand implements Callable<Integer> {
  private static final String NO_LOAD = "00000000-0000-0000-0000-000000000000";

  private final Session session;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private final List<WeirException> errors = new ArrayList<>();

  @Mixin private PipelineArguments arguments = new PipelineArguments();

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PipelineConfig config = session.read(arguments.pipeline());
    found("pipeline", config.name(), "ok");
    try (Closer closer = new Closer()) {
      Optional<SourceSession> source = attempt(() -> closer.keep(config.source().connect()));
      source.ifPresent(up -> found("source", config.sourceName(), up.serverVersion()));
      Optional<DestinationSession> destination =
          attempt(() -> closer.keep(config.destination().connect()));
      destination.ifPresent(
          up -> found("destination", config.destinationName(), up.serverVersion()));
      for (StreamConfig stream : config.streams()) {
        attempt(() -> check(config, stream, source, destination));
      }
    }
    return report();
  }

  /** Plans one stream at the ends that are up. */
  private StreamConfig check(
      PipelineConfig config,
      StreamConfig stream,
      Optional<SourceSession> source,
      Optional<DestinationSession> destination) {
    Resumption resumption =
        destination
            .map(up -> up.resume(config.name(), stream, config.writeOptions()))
            .orElse(Resumption.atStart(Optional.empty(), false));
    notices.addAll(resumption.notices());
    if (source.isPresent()) {
      ReadPlan read =
          source.get().plan(new ReadRequest(stream, resumption.from(), resumption.describeTable()));
      notices.addAll(read.notices());
      String strategy = "";
      if (destination.isPresent()) {
        LoadPlan load = destination.get().plan(request(config, read, resumption));
        notices.addAll(load.notices());
        strategy = load.strategy();
      }
      found("stream", stream.name(), strategy);
    }
    return stream;
  }

  private static LoadRequest request(PipelineConfig config, ReadPlan read, Resumption resumption) {
    Schema schema = read.schema();
    for (Transform transform : config.transforms()) {
      schema = transform.schema(schema);
    }
    return new LoadRequest(
        NO_LOAD, read.stream(), resumption.from(), config.writeOptions(), schema);
  }

  private int report() {
    TextTable.lines(rows).forEach(session.console().out()::println);
    for (Notice notice : notices) {
      session.console().out().println("note: " + session.clean(ConsoleProgress.line(notice)));
    }
    ErrorReport report = new ErrorReport(session);
    boolean trace = arguments.stacktrace() || session.console().debug();
    errors.forEach(error -> report.print(error, trace));
    return errors.isEmpty() ? ExitCode.OK.code() : errors.get(0).exitCode().code();
  }

  /** Lets the other checks go on after one has failed. */
  private <T> Optional<T> attempt(Supplier<T> check) {
    try {
      return Optional.of(check.get());
    } catch (WeirException e) {
      errors.add(e);
      return Optional.empty();
    }
  }

  private void found(String what, String name, String detail) {
    rows.add(List.of(what, Printable.line(name), session.clean(detail)));
  }

  /** Closes what it keeps, the last first. */
  private static final class Closer implements AutoCloseable {
    private final List<Runnable> closes = new ArrayList<>();

    SourceSession keep(SourceSession opened) {
      closes.add(0, opened::close);
      return opened;
    }

    DestinationSession keep(DestinationSession opened) {
      closes.add(0, opened::close);
      return opened;
    }

    @Override
    public void close() {
      closes.forEach(Runnable::run);
    }
  }
}
