package dev.weir.core.cli;

import dev.weir.core.config.Connectors;
import dev.weir.core.config.Pipeline;
import dev.weir.core.config.PipelineReader;
import dev.weir.core.config.QuerySettings;
import java.nio.file.Path;
import java.util.Optional;

/** One call of {@code weir}: its console, and what its command has loaded so far. */
final class Session {
  private final Console console;
  private final StartupCache startupCache;
  private Optional<Connectors> connectors = Optional.empty();
  private Optional<PipelineReader> reader = Optional.empty();

  Session(Console console, StartupCache startupCache) {
    this.console = console;
    this.startupCache = startupCache;
  }

  StartupCache startupCache() {
    return startupCache;
  }

  Console console() {
    return console;
  }

  Connectors connectors() {
    Connectors loaded =
        connectors.orElseGet(
            () -> Connectors.load(Session.class.getClassLoader(), System::nanoTime));
    connectors = Optional.of(loaded);
    return loaded;
  }

  Pipeline read(Path pipeline) {
    return reader().read(pipeline);
  }

  Pipeline read(QuerySettings query, String document) {
    return reader().read(query, document);
  }

  private PipelineReader reader() {
    PipelineReader made =
        reader.orElseGet(() -> new PipelineReader(connectors(), console.environment()));
    reader = Optional.of(made);
    return made;
  }

  /** Text that came from elsewhere, fit for one line on a terminal and without secrets. */
  String clean(String text) {
    return Printable.line(scrub(text));
  }

  /** The text without the secrets of what was read; with its line breaks. */
  String scrub(String text) {
    return reader.map(known -> known.scrubber().scrub(text)).orElse(text);
  }
}
