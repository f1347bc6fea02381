package dev.weir.rules.transform;

import dev.weir.core.connector.Settings;
import dev.weir.core.connector.Transform;
import dev.weir.rules.alert.AlertColumns;
import dev.weir.rules.rule.RuleDirectory;
import dev.weir.rules.rule.RuleLoading;
import dev.weir.rules.rule.RuleSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Evaluates rules over the rows of a stream, which it passes on; what matches goes to the output
 * {@link #ALERTS}. The partial matches of an incremental stream are its state.
 */
public final class RulesTransform implements Transform {
  /** The output of alerts. */
  static final String ALERTS = "alerts";

  private final RulesConfig config;

  /** The rules by the schema of the rows, read once. */
  private final Map<Schema, StreamRules> loaded = new HashMap<>();

  private RulesTransform(RulesConfig config) {
    this.config = config;
  }

  /** Reads the configuration. */
  public static Transform create(Settings settings) {
    return new RulesTransform(RulesConfig.of(settings));
  }

  @Override
  public Map<String, OutputSchema> outputs(Schema input) {
    rules(input);
    Map<String, OutputSchema> outputs = new LinkedHashMap<>();
    outputs.put(MAIN, OutputSchema.of(input));
    outputs.put(ALERTS, new OutputSchema(AlertColumns.SCHEMA, AlertColumns.KEY));
    return outputs;
  }

  @Override
  public boolean isStateful() {
    return true;
  }

  @Override
  public Instance open(Context context) {
    return new RulesInstance(config, rules(context.input()), context);
  }

  private synchronized StreamRules rules(Schema input) {
    StreamRules known = loaded.get(input);
    if (known == null) {
      StreamColumns columns = StreamColumns.of(config, input);
      RuleDirectory directory = RuleDirectory.read(config.rules());
      RuleSet rules =
          RuleLoading.load(
              config.rules(),
              () -> directory.checkOver(columns.schema(), config.payload().isPresent()));
      known = new StreamRules(columns, rules);
      loaded.put(input, known);
    }
    return known;
  }
}
