package dev.weir.bench.result;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Rows and content digest of a table, as a connector's {@code verify.sh} writes them: {@code
 * {"rows": 1000, "digest": "..."}}.
 *
 * @param rows number of rows
 * @param digest the connector's digest of their content
 */
public record TargetDigest(long rows, String digest) {
  /** The facts of {@code setup.sh} about the source that a target is compared with. */
  static final String ROWS = "rows";

  static final String DIGEST = "digest";

  public TargetDigest {
    if (rows < 0 || digest.isBlank()) {
      throw new IncompleteRecordException(
          "a content digest needs rows from 0 and a digest, not %d, \"%s\""
              .formatted(rows, digest));
    }
  }

  /** Reads the file that {@code verify.sh} wrote. */
  public static TargetDigest read(Path file) {
    try {
      Fields fields = Fields.parse(Files.readString(file));
      return new TargetDigest(fields.count(ROWS), fields.text(DIGEST));
    } catch (IncompleteRecordException e) {
      throw new IncompleteRecordException("the digest of verify.sh: " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new IncompleteRecordException("the digest of verify.sh: not UTF-8 text", e);
    } catch (IOException e) {
      throw new IncompleteRecordException("verify.sh wrote no digest to BENCH_TARGET", e);
    }
  }
}
