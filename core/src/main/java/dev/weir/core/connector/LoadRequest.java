package dev.weir.core.connector;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A request to plan a load.
 *
 * @param pipeline the pipeline's name
 * @param loadId the run's id
 * @param from where the read begins
 * @param schema the schema of the batches: the source's after all transforms
 * @param lanes the number of sessions that write the stream's splits; 1 for one transaction
 * @param skipKey the columns by which rows that the target has are skipped; empty to add all rows
 * @param savesState whether the receipt has a state of transforms
 */
public record LoadRequest(
    String pipeline,
    String loadId,
    StreamConfig stream,
    ResumePoint from,
    WriteOptions options,
    Schema schema,
    int lanes,
    List<String> skipKey,
    boolean savesState) {

  /** Returns a request of the rows of a stream, without a state. */
  public LoadRequest(
      String pipeline,
      String loadId,
      StreamConfig stream,
      ResumePoint from,
      WriteOptions options,
      Schema schema,
      int lanes) {
    this(pipeline, loadId, stream, from, options, schema, lanes, List.of(), false);
  }

  public LoadRequest {
    if (lanes < 1) {
      throw new IllegalArgumentException("lanes must be positive: " + lanes);
    }
    skipKey = List.copyOf(skipKey);
  }
}
