package dev.weir.files.destination;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.connector.WriteResult;

/** Writes the rows of a split to a file that the load finishes and closes. */
class FileSplitWriter implements SplitWriter {
  private final OutputFile file;
  private final Split split;
  private long rows;

  FileSplitWriter(OutputFile file, Split split) {
    this.file = file;
    this.split = split;
  }

  @Override
  public WriteResult write(Batch batch) {
    file.write(batch);
    rows += batch.rows();
    return WriteResult.written(batch.rows());
  }

  @Override
  public Committable finish() {
    return finish("");
  }

  /** Returns what the split has written. */
  final Committable finish(String payload) {
    return new Committable(split.id(), rows, payload);
  }

  @Override
  public void close() {}
}
