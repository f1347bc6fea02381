package dev.weir.postgres.destination;

import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.WriteMode;
import dev.weir.postgres.catalog.CursorColumn;
import java.util.List;
import java.util.Optional;

/** Chooses how rows of a part are merged into a target. */
final class Merges {
  private Merges() {}

  /** Returns how staged rows are merged; empty if rows can be written directly to the target. */
  static Optional<Merge> of(PostgresLoadPlan plan, LoadTable target, ReadPart part) {
    boolean isCast = target.columns().stream().anyMatch(LoadColumn::isCast);
    Optional<String> cursor = plan.request().stream().cursorField();
    if (!plan.request().skipKey().isEmpty()) {
      return Optional.of(new Merge.InsertNewKeys(plan.request().skipKey()));
    }
    if (!plan.mergeKey().isEmpty()) {
      // If the key is the cursor, keys above the last cursor do not exist in the target.
      boolean isNew =
          part == ReadPart.NEW
              && plan.request().options().mode() == WriteMode.APPEND
              && cursor.map(List::of).filter(plan.mergeKey()::equals).isPresent();
      return isNew && !isCast
          ? Optional.empty()
          : Optional.of(
              new Merge.ByKey(
                  plan.mergeKey(), plan.request().options().mode() == WriteMode.UPSERT));
    }
    if (part == ReadPart.OVERLAP) {
      return Optional.of(new Merge.InsertMissing(cursorColumn(plan, target)));
    }
    return isCast ? Optional.of(new Merge.InsertAll()) : Optional.empty();
  }

  /** Returns how the rows of a load in several sessions are merged. */
  static Merge ofStaged(PostgresLoadPlan plan, LoadTable target) {
    return of(plan, target, part(plan)).orElse(new Merge.InsertAll());
  }

  /** Returns the part of a load in several sessions, which has only one. */
  static ReadPart part(PostgresLoadPlan plan) {
    return plan.request().from().reload() ? ReadPart.OVERLAP : ReadPart.NEW;
  }

  static CursorColumn cursorColumn(PostgresLoadPlan plan, LoadTable target) {
    String field = plan.request().stream().cursorField().orElseThrow();
    return target.columns().stream()
        .filter(column -> column.name().equals(field))
        .findFirst()
        .map(column -> new CursorColumn(column.column()))
        .orElseThrow(() -> new IllegalStateException("The stream does not contain its cursor"));
  }
}
