package dev.weir.bench.report;

/** Colours by ANSI escapes (ECMA-48, SGR), or none. */
public final class Paint {
  private final boolean on;

  public Paint(boolean on) {
    this.on = on;
  }

  String bold(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  String red(String text) {
    return paint("31", text);
  }

  String green(String text) {
    return paint("32", text);
  }

  String yellow(String text) {
    return paint("33", text);
  }

  private String paint(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
