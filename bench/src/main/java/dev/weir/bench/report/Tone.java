package dev.weir.bench.report;

import java.util.Locale;

/** What a sentence or row means to the reader; formats show it as colour. */
public enum Tone {
  PLAIN,
  FAINT,
  STRONG,
  GOOD,
  BAD,
  WARNING;

  String paint(String text, Paint paint) {
    return switch (this) {
      case PLAIN -> text;
      case FAINT -> paint.faint(text);
      case STRONG -> paint.bold(text);
      case GOOD -> paint.green(text);
      case BAD -> paint.red(text);
      case WARNING -> paint.yellow(text);
    };
  }

  /** The CSS class in the HTML page. */
  String style() {
    return name().toLowerCase(Locale.ROOT);
  }
}
