package dev.weir.core.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.config.Pipeline;
import dev.weir.core.connector.DiscoverableSession;
import dev.weir.core.connector.SourceSession;
import dev.weir.core.connector.StreamDescription;
import dev.weir.core.error.EngineError;
import dev.weir.core.error.ExitCode;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a pipeline's source offers. */
@Command(
    name = "discover",
    description = "List the streams and columns of a pipeline's source.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class DiscoverCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PipelineArguments arguments = new PipelineArguments();

  @Option(names = "--json", description = "Print one JSON array instead of tables.")
  private boolean json;

  DiscoverCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Pipeline pipeline = session.read(arguments.pipeline());
    PrintStream out = session.console().out();
    try (SourceSession source = pipeline.source().connect(Optional.empty())) {
      if (!(source instanceof DiscoverableSession discoverable)) {
        throw EngineError.DISCOVER_UNSUPPORTED.at(
            "%s cannot list its streams".formatted(pipeline.config().sourceName()));
      }
      List<StreamDescription> streams = discoverable.discover();
      if (json) {
        out.println(json(streams));
      } else {
        streams.forEach(stream -> print(out, stream));
      }
    }
    return ExitCode.OK.code();
  }

  private static void print(PrintStream out, StreamDescription stream) {
    out.println(Printable.line(stream.name()) + " (" + size(stream) + ")");
    List<List<String>> rows =
        stream.columns().stream()
            .map(
                column ->
                    List.of(
                        " " + Printable.line(column.name()),
                        Printable.line(column.type()),
                        column.notNull() ? "not null" : ""))
            .toList();
    TextTable.lines(rows).forEach(out::println);
  }

  /** Such as {@code table, about 1,000 rows}. */
  static String size(StreamDescription stream) {
    String kind = Printable.line(stream.kind());
    return stream.estimatedRows() < 0
        ? kind
        : String.format(java.util.Locale.ROOT, "%s, about %,d rows", kind, stream.estimatedRows());
  }

  private static String json(List<StreamDescription> streams) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (StreamDescription stream : streams) {
      ObjectNode node = array.addObject();
      node.put("name", stream.name());
      node.put("kind", stream.kind());
      if (stream.estimatedRows() >= 0) {
        node.put("estimated_rows", stream.estimatedRows());
      }
      ArrayNode columns = node.putArray("columns");
      for (StreamDescription.Column column : stream.columns()) {
        columns
            .addObject()
            .put("name", column.name())
            .put("type", column.type())
            .put("not_null", column.notNull());
      }
    }
    return array.toString();
  }
}
