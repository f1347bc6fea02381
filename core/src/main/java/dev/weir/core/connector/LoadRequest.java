package dev.weir.core.connector;

import org.apache.arrow.vector.types.pojo.Schema;

/**
 * What a destination is asked for.
 *
 * @param loadId the run's id
 * @param from where the read begins
 * @param schema of the batches that arrive: the source's after all transforms
 */
public record LoadRequest(
    String loadId, StreamConfig stream, ResumePoint from, WriteOptions options, Schema schema) {}
