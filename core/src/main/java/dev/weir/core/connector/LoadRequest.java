package dev.weir.core.connector;

import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A request to plan a load.
 *
 * @param pipeline the pipeline's name
 * @param loadId the run's id
 * @param from where the read begins
 * @param schema the schema of the batches: the source's after all transforms
 * @param lanes the number of sessions that write the stream's splits; 1 for one transaction
 */
public record LoadRequest(
    String pipeline,
    String loadId,
    StreamConfig stream,
    ResumePoint from,
    WriteOptions options,
    Schema schema,
    int lanes) {
  public LoadRequest {
    if (lanes < 1) {
      throw new IllegalArgumentException("lanes must be positive: " + lanes);
    }
  }
}
