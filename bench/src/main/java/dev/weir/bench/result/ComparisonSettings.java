package dev.weir.bench.result;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a comparison was asked for: its verdicts depend on it.
 *
 * @param threshold the least relative change that is called one, from 0 on
 * @param margin the greatest relative slowdown that may go unseen
 * @param pairs how many pairs were planned; at least 1
 */
public record ComparisonSettings(double threshold, double margin, int pairs) {
  public ComparisonSettings {
    if (pairs < 1) {
      throw new IncompleteRecordException("a comparison needs at least 1 pair, not " + pairs);
    }
  }

  static ComparisonSettings of(Fields fields) {
    return new ComparisonSettings(
        fields.amount("threshold"), fields.amount("margin"), fields.smallCount("pairs"));
  }

  ObjectNode toJson() {
    ObjectNode json = Fields.object();
    json.put("threshold", threshold);
    json.put("margin", margin);
    json.put("pairs", pairs);
    return json;
  }
}
