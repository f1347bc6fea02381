package dev.weir.micro.config;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pipelines between two Postgres servers, as documents; incremental and full streams in turn. */
final class PipelineDocument {
  private static final String HEAD =
      """
      # Orders of all regions, every night.
      version: "1.0"
      pipeline: orders_to_warehouse
      source:
        use: postgres
        config:
          host: orders.example
          port: 5433
          user: reader
          password: ${SOURCE_PASSWORD}
          database: orders
          schema: sales
        streams:
      """;

  private static final String INCREMENTAL =
      """
          - name: sales_region_%d
            sync_mode: incremental
            cursor_field: updated_at
            cursor_lag: 5 minutes
            primary_key: [region_id, order_id]
      """;

  private static final String FULL_REFRESH =
      """
          - name: sales_region_%d
            sync_mode: full_refresh
            columns: [order_id, region_id, customer_id, amount, updated_at]
            primary_key: [region_id, order_id]
            where: "amount > 0 AND region_id = 7"
      """;

  private static final String TAIL =
      """
      destination:
        use: postgres
        config:
          host: warehouse.example
          user: loader
          password: ${DESTINATION_PASSWORD}
          database: warehouse
          schema: staging
          load_method: copy
        write_mode: upsert
      state:
        backend: sqlite
        path: state/orders.db
      resources:
        compression: lz4
        max_batch_bytes: 8mb
        max_inflight_bytes: 64mb
        parallelism: auto
      """;

  private PipelineDocument() {}

  /** Returns a valid document. */
  static String of(int streams) {
    return HEAD
        + IntStream.range(0, streams)
            .mapToObj(PipelineDocument::stream)
            .collect(Collectors.joining())
        + TAIL;
  }

  private static String stream(int number) {
    return (number % 2 == 0 ? INCREMENTAL : FULL_REFRESH).formatted(number);
  }

  /** Returns a document in which the same key of each stream is misspelled. */
  static String misspelled(int streams) {
    return of(streams).replace("sync_mode:", "sync_mod:");
  }
}
