package dev.weir.bench.report;

import picocli.CommandLine.Help.Ansi.Style;

/** Styles of a terminal, or none. */
public final class Paint {
  private final boolean on;

  public Paint(boolean on) {
    this.on = on;
  }

  String bold(String text) {
    return paint(Style.bold, text);
  }

  String faint(String text) {
    return paint(Style.faint, text);
  }

  String red(String text) {
    return paint(Style.fg_red, text);
  }

  String green(String text) {
    return paint(Style.fg_green, text);
  }

  String yellow(String text) {
    return paint(Style.fg_yellow, text);
  }

  private String paint(Style style, String text) {
    return on ? style.on() + text + Style.reset.on() : text;
  }
}
