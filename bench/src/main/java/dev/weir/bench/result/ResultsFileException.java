package dev.weir.bench.result;

/** The file of results cannot be read, or not written; then it is as it was before. */
public final class ResultsFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ResultsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
