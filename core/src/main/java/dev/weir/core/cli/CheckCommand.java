package dev.weir.core.cli;

import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.Resumption;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.error.ExitCode;
import dev.weir.core.error.WeirException;
import dev.weir.core.pipeline.Planner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
    Pipeline pipeline = session.read(arguments.pipeline());
    PipelineConfig config = pipeline.config();
    found("pipeline", config.name(), "ok");
    try (Closer closer = new Closer()) {
      Optional<SourceSession> source =
          attempt(() -> closer.keep(pipeline.source().connect(Optional.empty())));
      source.ifPresent(up -> found("source", config.sourceName(), up.serverVersion()));
      Optional<DestinationSession> destination =
          attempt(() -> closer.keep(pipeline.destination().connect()));
      destination.ifPresent(
          up -> found("destination", config.destinationName(), up.serverVersion()));
      new StreamChecks(new Planner(pipeline, NO_LOAD), source, destination).check(config.streams());
    }
    return report();
  }

  /** Plans each stream with the sessions that are open; one that fails does not end the others. */
  private final class StreamChecks {
    private final Planner planner;
    private final Optional<SourceSession> source;
    private final Optional<DestinationSession> destination;

    StreamChecks(
        Planner planner, Optional<SourceSession> source, Optional<DestinationSession> destination) {
      this.planner = planner;
      this.source = source;
      this.destination = destination;
    }

    void check(List<StreamConfig> streams) {
      Map<String, Resumption> resumptions = new HashMap<>();
      List<ReadPlan> reads = new ArrayList<>();
      for (StreamConfig stream : streams) {
        attempt(() -> resume(stream))
            .ifPresent(
                resumption -> {
                  resumptions.put(stream.name(), resumption);
                  source
                      .flatMap(
                          up ->
                              attempt(
                                  () ->
                                      Planner.read(
                                          up, planner.request(destination, stream, resumption))))
                      .ifPresent(reads::add);
                });
      }
      if (destination.isEmpty()) {
        reads.forEach(this::readable);
      } else if (source.isPresent()) {
        Planner.Division division = planner.divide(source.get(), destination.get(), reads);
        for (int i = 0; i < division.reads().size(); i++) {
          ReadPlan read = division.reads().get(i);
          load(
              destination.get(),
              read,
              Objects.requireNonNull(resumptions.get(read.stream().name())),
              division.streamLanes().get(i));
        }
      }
    }

    private Resumption resume(StreamConfig stream) {
      Resumption resumption =
          destination
              .map(up -> planner.resume(up, stream))
              .orElse(Resumption.atStart(Optional.empty(), false));
      notices.addAll(resumption.notices());
      return resumption;
    }

    private void readable(ReadPlan read) {
      notices.addAll(read.notices());
      found("stream", read.stream().name(), "");
    }

    private void load(DestinationSession loading, ReadPlan read, Resumption resumption, int lanes) {
      notices.addAll(read.notices());
      attempt(() -> planner.stream(0, loading, read, resumption, lanes))
          .ifPresent(
              stream -> {
                notices.addAll(stream.loadNotices());
                found("stream", stream.name(), stream.load().strategy());
                stream
                    .outputs()
                    .forEach(output -> found("output", output.target(), output.load().strategy()));
              });
    }
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
