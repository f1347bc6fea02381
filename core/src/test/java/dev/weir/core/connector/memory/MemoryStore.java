package dev.weir.core.connector.memory;

import dev.weir.core.connector.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Committed rows and receipts, by stream. Stores live as long as the process and have names. */
public final class MemoryStore {
  private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();

  private final Map<String, List<MemoryRow>> rows = new HashMap<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final Set<String> locks = new HashSet<>();

  private MemoryStore() {}

  /** The store of that name, made when first asked for. */
  public static MemoryStore named(String name) {
    return STORES.computeIfAbsent(name, key -> new MemoryStore());
  }

  /** A stream's committed rows; empty where it was never loaded. */
  public synchronized List<MemoryRow> rows(String stream) {
    return List.copyOf(rows.getOrDefault(stream, List.of()));
  }

  /** Every committed receipt, oldest first. */
  public synchronized List<Receipt> receipts() {
    return List.copyOf(receipts);
  }

  synchronized Optional<Receipt> lastReceipt(String pipeline, String stream) {
    return receipts.stream()
        .filter(receipt -> receipt.pipeline().equals(pipeline) && receipt.stream().equals(stream))
        .reduce((first, second) -> second);
  }

  synchronized boolean lock(String pipeline) {
    return locks.add(pipeline);
  }

  synchronized void unlock(String pipeline) {
    locks.remove(pipeline);
  }

  synchronized void commit(Receipt receipt, List<MemoryRow> now) {
    rows.put(receipt.stream(), List.copyOf(now));
    receipts.add(receipt);
  }
}
