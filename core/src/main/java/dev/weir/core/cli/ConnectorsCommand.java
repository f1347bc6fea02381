package dev.weir.core.cli;

import dev.weir.core.connector.Connector;
import dev.weir.core.error.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists what is installed. */
@Command(
    name = "connectors",
    description = "List the connectors that are installed.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class ConnectorsCommand implements Callable<Integer> {
  private final Session session;

  ConnectorsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "OFFERS", "DESCRIPTION"));
    for (Connector connector : session.connectors().all()) {
      rows.add(List.of(connector.name(), offers(connector), connector.description()));
    }
    TextTable.lines(rows).forEach(session.console().out()::println);
    return ExitCode.OK.code();
  }

  private static String offers(Connector connector) {
    List<String> kinds = new ArrayList<>();
    connector.source().ifPresent(source -> kinds.add("source"));
    connector.destination().ifPresent(destination -> kinds.add("destination"));
    connector.transform().ifPresent(transform -> kinds.add("transform"));
    return String.join(", ", kinds);
  }
}
