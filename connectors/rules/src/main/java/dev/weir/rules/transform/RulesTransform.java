package dev.weir.rules.transform;

import dev.weir.core.config.NearMiss;
import dev.weir.core.connector.Settings;
import dev.weir.core.connector.Transform;
import dev.weir.rules.alert.AlertColumns;
import dev.weir.rules.rule.RuleDirectory;
import dev.weir.rules.rule.RuleLoading;
import dev.weir.rules.rule.RuleSet;
import dev.weir.rules.rule.RulesError;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  private void checkKey(StreamRules rules) {
    Optional<String> missing = config.key().filter(key -> rules.schema().field(key).isEmpty());
    if (missing.isPresent()) {
      throw RulesError.COLUMNS.at(
          "key: %s is no field that rules read; name a column, or a field of the payload in"
                  .formatted(NearMiss.quote(missing.get()))
              + " schema.yaml");
    }
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
      checkKey(known);
      loaded.put(input, known);
    }
    return known;
  }
}
