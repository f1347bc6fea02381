package dev.weir.files.destination;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.connector.Receipt;
import dev.weir.files.store.FileErrors;
import dev.weir.files.store.FilesError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The receipts of a target: one line for each pipeline and stream. A load is committed when the
 * file with its receipt has replaced the one before. The changes of files follow; {@link #complete}
 * repeats those that a crash has prevented. Thread-safe.
 */
final class ReceiptsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Target target;

  ReceiptsFile(Target target) {
    this.target = target;
  }

  synchronized Optional<Receipt> find(String pipeline, String stream) {
    return read().stream()
        .filter(receipt -> receipt.isOf(pipeline, stream))
        .map(FileReceipt::receipt)
        .findFirst();
  }

  private List<FileReceipt> read() {
    List<FileReceipt> receipts = new ArrayList<>();
    Path file = target.receiptsFile();
    try {
      for (String line : Files.readAllLines(file)) {
        receipts.add(JSON.readValue(line, FileReceipt.class));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (JsonProcessingException e) {
      throw FilesError.FILE_RECEIPTS
          .at(
              FilesDestination.PLACE,
              "%s, line %d: not a receipt".formatted(file, receipts.size() + 1))
          .causedBy(e);
    } catch (IOException e) {
      throw FileErrors.reading(FilesDestination.PLACE, file.toString(), e);
    }
    return receipts;
  }

  /** Commits a load. */
  synchronized void commit(FileReceipt receipt) {
    List<FileReceipt> receipts = new ArrayList<>(read());
    receipts.removeIf(other -> other.isOf(receipt.pipeline(), receipt.stream()));
    receipts.add(receipt);
    StringBuilder text = new StringBuilder();
    try {
      for (FileReceipt each : receipts) {
        text.append(JSON.writeValueAsString(each)).append('\n');
      }
      Durable.replace(target.receiptsFile(), text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw FileErrors.writing(FilesDestination.PLACE, target.receiptsFile().toString(), e);
    }
  }

  /** Completes all committed loads. */
  synchronized void complete() {
    read().forEach(this::complete);
  }

  /** Makes the rows of a committed load visible. May be repeated. */
  synchronized void complete(FileReceipt receipt) {
    try {
      for (FileReceipt.Rename rename : receipt.renames()) {
        Path from = target.directory().resolve(rename.from());
        if (Files.exists(from)) {
          Durable.rename(from, target.directory().resolve(rename.to()));
        }
      }
      for (String name : receipt.deletes()) {
        Durable.delete(target.directory().resolve(name));
      }
      if (!receipt.renames().isEmpty()) {
        Path folder = target.directory().resolve(receipt.renames().get(0).to()).getParent();
        if (folder != null && Files.isDirectory(folder)) {
          Durable.sync(folder);
        }
      }
    } catch (IOException e) {
      throw FileErrors.writing(FilesDestination.PLACE, target.directory().toString(), e)
          .withHint("The load is committed; the next run completes its files.");
    }
  }
}
