package dev.weir.core.config;

import dev.weir.core.compress.Codec;
import dev.weir.core.unit.ByteSize;

/** Reads {@code resources}. */
final class ResourcesReader {
  static final ByteSize BATCH_BYTES_MIN = new ByteSize(64 * ByteSize.KB);
  static final ByteSize BATCH_BYTES_LIMIT = new ByteSize(ByteSize.GB);
  static final ByteSize INFLIGHT_BYTES_LIMIT = new ByteSize(16 * ByteSize.GB);
  static final int BATCH_ROWS_LIMIT = 1 << 20;
  static final int RETRIES_LIMIT = 100;

  private static final String AUTO = "auto";

  private ResourcesReader() {}

  static Resources read(NodeSettings section) {
    Codec compression = section.choice("compression", Codec.NONE);
    boolean adaptive = section.optionalText("max_batch_bytes").filter(AUTO::equals).isPresent();
    ByteSize batchBytes =
        adaptive
            ? Resources.DEFAULT_BATCH_BYTES_MAX
            : section.size(
                "max_batch_bytes",
                Resources.DEFAULT_BATCH_BYTES_MAX,
                BATCH_BYTES_MIN,
                BATCH_BYTES_LIMIT);
    int batchRows =
        section.integer("max_batch_rows", Resources.DEFAULT_BATCH_ROWS_MAX, 1, BATCH_ROWS_LIMIT);
    ByteSize inflightBytes =
        section.size(
            "max_inflight_bytes",
            Resources.DEFAULT_INFLIGHT_BYTES_MAX,
            BATCH_BYTES_MIN,
            INFLIGHT_BYTES_LIMIT);
    if (inflightBytes.compareTo(batchBytes) < 0) {
      section.reject(
          section.has("max_inflight_bytes") ? "max_inflight_bytes" : "max_batch_bytes",
          "max_inflight_bytes is %s, less than max_batch_bytes, %s; allowed: as much or more"
              .formatted(inflightBytes, batchBytes));
    }
    int retries = section.integer("max_retries", Resources.DEFAULT_RETRIES_MAX, 0, RETRIES_LIMIT);
    Parallelism parallelism = parallelism(section);
    String instead = "leave it out: a stream is one transaction";
    section.notInThisVersion("checkpoint_interval_bytes", instead);
    section.notInThisVersion("checkpoint_interval_rows", instead);
    section.notInThisVersion("checkpoint_interval_seconds", instead);
    section.rejectUnknownKeys();
    return new Resources(
        compression, batchBytes, batchRows, inflightBytes, retries, parallelism, adaptive);
  }

  private static Parallelism parallelism(NodeSettings section) {
    if (section.optionalText("parallelism").filter(AUTO::equals).isPresent()) {
      return Parallelism.AUTO;
    }
    return new Parallelism(
        section.integer("parallelism", 1, 1, Parallelism.LANES_LIMIT, ", or auto"));
  }
}
