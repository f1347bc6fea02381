package dev.weir.bench.sample;

/** The file of results could not be read, or could not be added to and is as it was before. */
public final class ResultsFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ResultsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
