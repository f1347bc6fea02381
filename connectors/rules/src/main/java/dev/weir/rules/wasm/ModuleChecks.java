package dev.weir.rules.wasm;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;
import dev.weir.core.unit.ByteSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Checks a module before it is compiled, so that each error names its cause and remedy. */
final class ModuleChecks {
  static final String MEMORY = "memory";
  static final String INIT = "pred_init";
  static final String EVAL = "pred_eval";

  private static final FunctionType PREDICATE = FunctionType.of(List.of(), List.of(ValType.I32));

  private final String name;
  private final WasmModule module;
  private final WasmBounds bounds;

  ModuleChecks(String name, WasmModule module, WasmBounds bounds) {
    this.name = name;
    this.module = module;
    this.bounds = bounds;
  }

  /** Returns the limits of the memory; those of the module, within the bounds. */
  MemoryLimits check() {
    checkTypes();
    module.importSection().stream().forEach(this::checkImport);
    checkFunction(INIT);
    checkFunction(EVAL);
    checkTables();
    return memoryLimits();
  }

  /** Objects on the heap and exceptions are not part of the memory that is bounded. */
  private void checkTypes() {
    TypeSection types = module.typeSection();
    boolean hasObjects =
        IntStream.range(0, types.subTypeCount())
            .mapToObj(index -> types.getSubType(index).compType())
            .anyMatch(type -> type.structType() != null || type.arrayType() != null);
    if (hasObjects || module.tagSection().isPresent()) {
      throw refused(
          "uses %s, whose memory is not bounded; compile it without that feature"
              .formatted(hasObjects ? "garbage-collected objects" : "exceptions"));
    }
  }

  private void checkImport(Import imported) {
    String label = imported.module() + "." + imported.name();
    FunctionType offered = HostInterface.functionTypes().get(imported.name());
    if (!imported.module().equals(HostInterface.MODULE)) {
      throw refused(
          imported.module().startsWith(HostInterface.MODULE_PREFIX)
              ? "imports %s; this program offers only %s".formatted(label, HostInterface.MODULE)
              : "imports %s; a predicate can only import functions of %s"
                  .formatted(label, HostInterface.MODULE));
    }
    if (offered == null || !(imported instanceof FunctionImport function)) {
      throw refused(
          "imports %s, which does not exist; there are %s"
              .formatted(label, String.join(", ", HostInterface.functionTypes().keySet())));
    }
    FunctionType type = module.typeSection().getType(function.typeIndex());
    if (!type.equals(offered)) {
      throw refused("imports %s as %s; it is %s".formatted(label, type, offered));
    }
  }

  private void checkFunction(String function) {
    Export export =
        export(function, ExternalType.FUNCTION)
            .orElseThrow(
                () ->
                    refused(
                        "does not export the function %s; add (func (export \"%s\") (result i32)"
                                .formatted(function, function)
                            + " ...)"));
    int imported = module.importSection().count(ExternalType.FUNCTION);
    FunctionType type =
        export.index() < imported
            ? FunctionType.empty()
            : module
                .functionSection()
                .getFunctionType(export.index() - imported, module.typeSection());
    if (!type.equals(PREDICATE)) {
      throw refused(
          "exports %s as %s; it must be a function of its own of type %s"
              .formatted(function, type, PREDICATE));
    }
  }

  private void checkTables() {
    for (int i = 0; i < module.tableSection().tableCount(); i++) {
      long entries = module.tableSection().getTable(i).limits().min();
      if (entries > WasmBounds.TABLE_ENTRIES_MAX) {
        throw refused(
            "has a table of %d entries; the limit is %d"
                .formatted(entries, WasmBounds.TABLE_ENTRIES_MAX));
      }
    }
  }

  private MemoryLimits memoryLimits() {
    int count = module.memorySection().map(MemorySection::memoryCount).orElse(0);
    if (count != 1 || export(MEMORY, ExternalType.MEMORY).isEmpty()) {
      throw refused(
          "has %d memories%s; it must have one and export it as \"memory\""
              .formatted(count, count == 1 ? ", not exported by that name" : ""));
    }
    MemoryLimits limits = module.memorySection().orElseThrow().getMemory(0).limits();
    if (limits.initialPages() > bounds.memoryPages()) {
      throw refused(
          "needs %s of memory at its start; the limit is %s"
              .formatted(
                  new ByteSize((long) limits.initialPages() * Memory.PAGE_SIZE), bounds.memory()));
    }
    return new MemoryLimits(
        limits.initialPages(), Math.min(limits.maximumPages(), bounds.memoryPages()));
  }

  private Optional<Export> export(String wanted, ExternalType type) {
    return IntStream.range(0, module.exportSection().exportCount())
        .mapToObj(module.exportSection()::getExport)
        .filter(export -> export.name().equals(wanted) && export.exportType() == type)
        .findFirst();
  }

  private WasmPredicateException refused(String reason) {
    return new WasmPredicateException("The module " + name + " " + reason);
  }
}
