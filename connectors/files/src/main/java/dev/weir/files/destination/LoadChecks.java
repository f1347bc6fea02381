package dev.weir.files.destination;

import dev.weir.core.connector.LoadRequest;
import dev.weir.core.connector.StreamConfig;
import dev.weir.core.connector.SyncMode;
import dev.weir.core.connector.ValueForm;
import dev.weir.core.connector.WriteMode;
import dev.weir.core.error.Place;
import dev.weir.files.parquet.ParquetBatchWriter;
import dev.weir.files.store.FileFormat;
import dev.weir.files.store.FilesError;
import dev.weir.files.text.TextColumns;

/** What a load is refused for before the first row, whatever its target. */
final class LoadChecks {
  private LoadChecks() {}

  static void checkMode(StreamConfig stream, Place place) {
    if (stream.syncMode() == SyncMode.INCREMENTAL) {
      throw FilesError.FILE_UNSUPPORTED.at(
          place, "Files cannot be updated, so sync_mode: incremental is not possible");
    }
  }

  static void check(LoadRequest request, FileFormat format, Place place) {
    if (request.options().mode() == WriteMode.UPSERT) {
      throw FilesError.FILE_UNSUPPORTED.at(
          place, "Files cannot be updated, so write_mode: upsert is not possible");
    }
    switch (format) {
      case JSONL, CSV, TABLE -> TextColumns.of(request.schema(), format, place);
      case ARROW, ARROW_STREAM -> {}
      case PARQUET -> ParquetBatchWriter.check(request.schema(), place);
    }
  }

  /**
   * Text formats get the source's text output; Arrow holds the source's own format; readers of
   * Parquet expect its types.
   */
  static ValueForm valueForm(FileFormat format) {
    return switch (format) {
      case JSONL, CSV, TABLE -> ValueForm.TEXT;
      case ARROW, ARROW_STREAM -> ValueForm.NATIVE;
      case PARQUET -> ValueForm.ARROW;
    };
  }
}
