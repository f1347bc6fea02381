package dev.weir.core.config;

import dev.weir.core.config.YamlNode.Scalar;
import dev.weir.core.error.Scrubber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the settings of one document share while it is read. */
record Reading(Problems problems, Variables variables, Scrubber scrubber) {
  /**
   * A value of the document.
   *
   * @param value with its variables filled in
   * @param shown as written in the document
   */
  record Text(String value, String shown) {}

  /** Returns the value of a scalar; reports a problem if there is none. */
  Optional<Text> text(YamlNode node, String place) {
    if (!(node instanceof Scalar scalar) || scalar.isNull()) {
      String left = "found " + node.kind() + "; allowed: one value, or leave the key out";
      problems.add(place, node.line(), left);
      return Optional.empty();
    }
    List<String> faults = new ArrayList<>();
    String value = variables.fill(scalar.text(), faults::add);
    if (value.indexOf('\0') >= 0) {
      faults.add("holds a NUL character; none are allowed");
    }
    faults.forEach(fault -> problems.add(place, node.line(), fault));
    return faults.isEmpty() ? Optional.of(new Text(value, scalar.text())) : Optional.empty();
  }
}
