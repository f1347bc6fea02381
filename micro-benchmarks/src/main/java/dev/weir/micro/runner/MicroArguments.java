package dev.weir.micro.runner;

import dev.weir.core.config.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command line, divided: our options and their values, and all the rest for JMH, unchanged and
 * in its order. An option with an optional value takes it after {@code =} only, so that {@code
 * --gate Codec} is a gate and a pattern.
 */
record MicroArguments(List<String> own, List<String> jmh) {
  private static final String LONG = "--";

  MicroArguments {
    own = List.copyOf(own);
    jmh = List.copyOf(jmh);
  }

  static MicroArguments split(CommandSpec spec, List<String> arguments) {
    List<String> own = new ArrayList<>();
    List<String> jmh = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      @Nullable OptionSpec option =
          argument.startsWith(LONG) ? spec.findOption(argument.split("=", 2)[0]) : null;
      if (option == null) {
        jmh.add(argument);
        continue;
      }
      own.add(argument);
      boolean valueFollows = option.arity().min() > 0 && !argument.contains("=");
      if (valueFollows && i + 1 < arguments.size()) {
        i++;
        own.add(arguments.get(i));
      }
    }
    return new MicroArguments(own, jmh);
  }

  /**
   * The option of ours that a word which JMH does not know is nearest to.
   *
   * @return such as {@code --save-baseline}
   */
  Optional<String> nearMiss(CommandSpec spec) {
    Map<String, String> names = new TreeMap<>();
    spec.options()
        .forEach(option -> names.put(normalized(option.longestName()), option.longestName()));
    return jmh.stream()
        .filter(word -> word.startsWith("-") && word.length() > LONG.length() + 1)
        .flatMap(word -> NearMiss.of(normalized(word.split("=", 2)[0]), names.keySet()).stream())
        .findFirst()
        .flatMap(name -> Optional.ofNullable(names.get(name)));
  }

  private static String normalized(String option) {
    return option.replaceFirst("^-+", "").replace('-', '_').toLowerCase(Locale.ROOT);
  }
}
