package dev.weir.bench.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates the commands, and passes in the clock. */
final class CommandFactory implements IFactory {
  private final Clock clock;

  CommandFactory(Clock clock) {
    this.clock = clock;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == RecordCommand.class) {
      return type.cast(new RecordCommand(clock));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
