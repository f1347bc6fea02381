package dev.weir.bench.cli;

import dev.weir.bench.report.PageLayout;
import dev.weir.bench.report.Paint;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What the launcher and the locale say of the terminal. */
public final class OutputTerminal {
  /** Set by the launcher to the terminal's width; absent where there is none. */
  private static final String COLUMNS = "weir.bench.columns";

  private OutputTerminal() {}

  /** The layout of text for the terminal of these variables and properties. */
  public static PageLayout layout(
      Map<String, String> environment, Properties properties, Paint paint) {
    int columns =
        Optional.ofNullable(environment.get("COLUMNS"))
            .or(() -> Optional.ofNullable(properties.getProperty(COLUMNS)))
            .filter(text -> text.matches("[1-9][0-9]{0,3}"))
            .map(Integer::parseInt)
            .orElse(PageLayout.DEFAULT_COLUMNS);
    return new PageLayout(columns, !isUtf8(environment), paint);
  }

  /** Whether the locale's characters are UTF-8, in the order of setlocale(3). */
  static boolean isUtf8(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(value -> value.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8"))
        .orElse(false);
  }
}
