package dev.weir.core.config;

/**
 * One thing that is wrong with a pipeline's document.
 *
 * @param path where, such as {@code source.config.port}; empty for the document as a whole
 * @param line the line in the document, from 1; 0 where there is none
 * @param message what was found and what is allowed, in one sentence; shows no variable's value
 */
public record Problem(String path, int line, String message) {
  /** Such as {@code line 12, source.config.port: found "many"; allowed: ...}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (line > 0) {
      text.append("line ").append(line);
    }
    if (!path.isEmpty()) {
      text.append(text.isEmpty() ? "" : ", ").append(path);
    }
    return text.append(text.isEmpty() ? "" : ": ").append(message).toString();
  }
}
