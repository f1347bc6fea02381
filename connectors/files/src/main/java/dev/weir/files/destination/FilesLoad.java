package dev.weir.files.destination;

import dev.weir.core.connector.Committable;
import dev.weir.core.connector.Load;
import dev.weir.core.connector.LoadCounts;
import dev.weir.core.connector.Receipt;
import dev.weir.core.connector.Split;
import dev.weir.core.connector.SplitWriter;
import dev.weir.core.error.WeirException;
import dev.weir.files.store.FileErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The load of a stream into temporary files, which the commit renames. With one lane all splits are
 * written to one file; with several, each split is a file.
 */
final class FilesLoad implements Load {
  private final Target target;
  private final ReceiptsFile receipts;
  private final FilesLoadPlan plan;
  private final BufferAllocator allocator;
  private final Path folder;

  /** The file of a load with one lane. */
  private @Nullable OpenPart single;

  private final List<Path> finished = new ArrayList<>();
  private boolean commitBegun;

  FilesLoad(Target target, ReceiptsFile receipts, FilesLoadPlan plan, BufferAllocator allocator) {
    this.target = target;
    this.receipts = receipts;
    this.plan = plan;
    this.allocator = allocator;
    this.folder = target.folder(plan.stream(), plan.place());
  }

  private record OpenPart(Path path, OutputFile file) {
    /** Deletes the file. */
    void discard() {
      file.close();
      delete(path);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw FileErrors.writing(FilesDestination.PLACE, path.toString(), e);
    }
  }

  private OpenPart create(String split) {
    Path path = target.temporary(folder, plan.request().loadId(), split);
    try {
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      return new OpenPart(
          path,
          OutputFile.take(
              channel,
              path.toString(),
              target.type(),
              plan.request().schema(),
              allocator,
              plan.place()));
    } catch (IOException e) {
      throw FileErrors.writing(plan.place(), path.toString(), e);
    } catch (WeirException e) {
      delete(path);
      throw e;
    }
  }

  @Override
  public SplitWriter writer(Split split) {
    if (plan.lanes() > 1) {
      return new PartWriter(split, create(split.id()));
    }
    OpenPart part = single;
    if (part == null) {
      part = create("all");
      single = part;
    }
    return new FileSplitWriter(part.file(), split);
  }

  /** Writes a split to a file of its own. */
  private final class PartWriter extends FileSplitWriter {
    private final OpenPart part;
    private boolean ended;

    PartWriter(Split split, OpenPart part) {
      super(part.file(), split);
      this.part = part;
    }

    @Override
    public Committable finish() {
      part.file().finish(true);
      part.file().close();
      ended = true;
      return finish(name(part.path()));
    }

    @Override
    public void close() {
      if (!ended) {
        ended = true;
        part.discard();
      }
    }
  }

  /** Returns a path relative to the target's directory. */
  private String name(Path path) {
    return target.directory().relativize(path).toString();
  }

  @Override
  public LoadCounts build(List<Committable> committables) {
    OpenPart part = single;
    if (part != null) {
      part.file().finish(true);
      part.file().close();
      single = null;
      finished.add(part.path());
    }
    long rows = 0;
    for (Committable committable : committables) {
      rows += committable.rows();
      if (!committable.payload().isEmpty()) {
        finished.add(target.directory().resolve(committable.payload()));
      }
    }
    return LoadCounts.inserted(rows);
  }

  @Override
  public void commit(Receipt receipt) {
    List<String> deletes = new ArrayList<>();
    if (target.isDirectory() && plan.replaces()) {
      for (String part : target.parts(plan.stream(), plan.place())) {
        deletes.add(name(folder.resolve(part)));
      }
    }
    FileReceipt written = FileReceipt.of(receipt, renames(), deletes);
    sync();
    commitBegun = true;
    receipts.commit(written);
    receipts.complete(written);
  }

  private List<FileReceipt.Rename> renames() {
    List<FileReceipt.Rename> renames = new ArrayList<>();
    for (int i = 0; i < finished.size(); i++) {
      Path to = target.file();
      if (target.isDirectory()) {
        String suffix = finished.size() == 1 ? "" : "-" + i;
        to =
            folder.resolve(
                target.newPart(plan.stream(), plan.request().loadId(), suffix, plan.place()));
      }
      renames.add(new FileReceipt.Rename(name(finished.get(i)), name(to)));
    }
    return renames;
  }

  /** The names of the temporary files must be durable before a receipt refers to them. */
  private void sync() {
    try {
      Durable.sync(folder);
    } catch (IOException e) {
      throw FileErrors.writing(plan.place(), folder.toString(), e);
    }
  }

  /** A commit that failed may have replaced the receipts. */
  private boolean isCommitted() {
    return receipts
        .find(plan.request().pipeline(), plan.stream())
        .filter(receipt -> receipt.loadId().equals(plan.request().loadId()))
        .isPresent();
  }

  @Override
  public void close() {
    OpenPart part = single;
    single = null;
    if (part != null) {
      part.discard();
    }
    if (!commitBegun || !isCommitted()) {
      finished.forEach(FilesLoad::delete);
    }
  }
}
