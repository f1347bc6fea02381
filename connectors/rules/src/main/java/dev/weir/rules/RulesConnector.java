package dev.weir.rules;

import dev.weir.core.connector.Connector;
import dev.weir.core.connector.ConnectorCommand;
import dev.weir.core.connector.Transform;
import dev.weir.rules.cli.RulesCommand;
import dev.weir.rules.rule.RulesError;
import dev.weir.rules.transform.RulesTransform;
import java.util.List;
import java.util.Optional;

/** Registers the rules. */
public final class RulesConnector implements Connector {
  @Override
  public String name() {
    return "rules";
  }

  @Override
  public String description() {
    return "Rules over streams of events, in the Event Query Language";
  }

  @Override
  public Optional<Transform.Factory> transform() {
    return Optional.of(RulesTransform::create);
  }

  @Override
  public Optional<ConnectorCommand> command() {
    return Optional.of(RulesCommand::create);
  }

  @Override
  public List<RulesError> errors() {
    return List.of(RulesError.values());
  }
}
