package dev.weir.files.destination;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weir.core.connector.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The receipt of a stream's last load, with the changes of files that make its rows visible. Paths
 * are relative to the target's directory.
 *
 * @param renames temporary files and their final names
 * @param deletes files that the load replaces
 */
record FileReceipt(
    @JsonProperty("pipeline") String pipeline,
    @JsonProperty("load_id") String loadId,
    @JsonProperty("stream") String stream,
    @JsonProperty("sequence") long sequence,
    @JsonProperty("rows") long rows,
    @JsonProperty("bytes") long bytes,
    @JsonProperty("renames") List<Rename> renames,
    @JsonProperty("deletes") List<String> deletes) {
  FileReceipt {
    renames = List.copyOf(renames);
    deletes = List.copyOf(deletes);
  }

  /** A temporary file and its final name. */
  record Rename(@JsonProperty("from") String from, @JsonProperty("to") String to) {}

  static FileReceipt of(Receipt receipt, List<Rename> renames, List<String> deletes) {
    return new FileReceipt(
        receipt.pipeline(),
        receipt.loadId(),
        receipt.stream(),
        receipt.sequence(),
        receipt.rows(),
        receipt.bytes(),
        renames,
        deletes);
  }

  boolean isOf(String otherPipeline, String otherStream) {
    return pipeline.equals(otherPipeline) && stream.equals(otherStream);
  }

  Receipt receipt() {
    return new Receipt(
        pipeline, loadId, stream, sequence, Optional.empty(), OptionalLong.empty(), rows, bytes);
  }
}
