package dev.weir.bench.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, with what they need from outside. */
final class Commands implements IFactory {
  private final Clock clock;

  Commands(Clock clock) {
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
