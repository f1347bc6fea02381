package dev.weir.core.cli;

import dev.weir.core.config.NearMiss;
import dev.weir.core.config.PipelineConfig;
import dev.weir.core.connector.DestinationSession;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.StreamDescription;
import dev.weir.core.error.ErrorKind;
import dev.weir.core.error.ExitCode;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.core.error.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads a pipeline and looks at both of its ends, without moving or changing anything. */
@Command(
    name = "check",
    description = "Check a pipeline's file, reach both of its ends, look for each stream.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class CheckCommand implements Callable<Integer> {
  private final Session session;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<WeirException> errors = new ArrayList<>();

  @Mixin private PipelineArguments arguments = new PipelineArguments();

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PipelineConfig config = session.read(arguments.pipeline());
    found("pipeline", config.name(), "ok");
    attempt(() -> checkSource(config));
    attempt(() -> checkDestination(config));
    TextTable.lines(rows).forEach(session.console().out()::println);
    ErrorReport report = new ErrorReport(session);
    boolean trace = arguments.stacktrace() || session.console().debug();
    errors.forEach(error -> report.print(error, trace));
    return errors.isEmpty() ? ExitCode.OK.code() : errors.get(0).exitCode().code();
  }

  private void checkSource(PipelineConfig config) {
    try (SourceSession source = config.source().connect()) {
      found("source", config.sourceName(), source.serverVersion());
      List<StreamDescription> offered = source.discover();
      for (StreamConfig stream : config.streams()) {
        attempt(() -> checkStream(config.sourceName(), stream, offered));
      }
    }
  }

  private void checkStream(
      String sourceName, StreamConfig stream, List<StreamDescription> offered) {
    Place place = Place.of(Side.SOURCE, sourceName).inStream(stream.name());
    Optional<StreamDescription> match =
        offered.stream().filter(one -> one.name().equals(stream.name())).findFirst();
    if (match.isEmpty()) {
      throw missing(
          "check.stream_missing",
          place,
          "There is no such stream at the source",
          stream.name(),
          offered.stream().map(StreamDescription::name).toList());
    }
    List<String> columns =
        match.get().columns().stream().map(StreamDescription.Column::name).toList();
    Stream.concat(stream.columns().stream(), stream.cursorField().stream())
        .distinct()
        .filter(column -> !columns.contains(column))
        .forEach(
            column ->
                errors.add(
                    missing(
                        "check.column_missing",
                        place.inColumn(column),
                        "The stream has no such column",
                        column,
                        columns)));
    found("stream", stream.name(), DiscoverCommand.size(match.get()));
  }

  private void checkDestination(PipelineConfig config) {
    try (DestinationSession destination = config.destination().connect()) {
      found("destination", config.destinationName(), destination.serverVersion());
    }
  }

  private static WeirException missing(
      String code, Place place, String message, String name, List<String> there) {
    String guess =
        NearMiss.of(name, there).map(near -> "Did you mean \"" + near + "\"? ").orElse("");
    return WeirException.of(
        code, ErrorKind.SCHEMA, place, message, guess + "See what there is with weir discover");
  }

  /** Lets the other checks go on after one has failed. */
  private void attempt(Runnable check) {
    try {
      check.run();
    } catch (WeirException e) {
      errors.add(e);
    }
  }

  private void found(String what, String name, String detail) {
    rows.add(List.of(what, Printable.line(name), session.clean(detail)));
  }
}
