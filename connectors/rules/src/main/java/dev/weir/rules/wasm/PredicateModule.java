package dev.weir.rules.wasm;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.weir.rules.schema.EventSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A module that is checked and compiled to bytecode, once for all predicates made of it. */
public final class PredicateModule {
  private static final String TEXT_SUFFIX = ".wat";

  private final String name;
  private final WasmModule module;
  private final WasmBounds bounds;
  private final MemoryLimits memory;
  private final Function<Instance, Machine> machines;

  private PredicateModule(String name, WasmModule module, WasmBounds bounds) {
    this.name = name;
    this.module = module;
    this.bounds = bounds;
    this.memory = new ModuleChecks(name, module, bounds).check();
    this.machines =
        MachineFactoryCompiler.builder(module)
            .withInterpreterFallback(InterpreterFallback.SILENT)
            .compile();
  }

  /**
   * Compiles a module.
   *
   * @param name of the module, for messages
   * @param wasm its binary form
   * @throws WasmPredicateException if it is no module of a predicate
   */
  public static PredicateModule compile(String name, byte[] wasm, WasmBounds bounds) {
    checkSize(name, wasm.length, bounds);
    try {
      return new PredicateModule(name, Parser.parse(wasm), bounds);
    } catch (ChicoryException e) {
      throw new WasmPredicateException(
          "The module %s is no valid WebAssembly: %s".formatted(name, WasmPredicate.reason(e)), e);
    }
  }

  /**
   * Compiles a module in a file, which has the binary format.
   *
   * @throws WasmPredicateException if it is no module of a predicate, or has the text format, by
   *     its name
   * @throws IOException if the file cannot be read
   */
  public static PredicateModule read(Path file, WasmBounds bounds) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(TEXT_SUFFIX)) {
      String binary = name.substring(0, name.length() - TEXT_SUFFIX.length()) + ".wasm";
      throw new WasmPredicateException(
          "The module %s is in the text format; translate it by wat2wasm -o %s %s (Debian package"
                  .formatted(name, binary, name)
              + " wabt), and name that file");
    }
    checkSize(name, Files.size(file), bounds);
    return compile(name, Files.readAllBytes(file), bounds);
  }

  private static void checkSize(String name, long size, WasmBounds bounds) {
    if (size > bounds.module().bytes()) {
      throw new WasmPredicateException(
          "The module %s has %d bytes; the limit is %s".formatted(name, size, bounds.module()));
    }
  }

  /**
   * Returns a predicate, and creates its first instance.
   *
   * @throws WasmPredicateException if the module cannot be instantiated
   */
  public WasmPredicate predicate(EventSchema schema, Watchdog watchdog) {
    WasmPredicate predicate = new WasmPredicate(this, schema, watchdog);
    predicate.instantiateFirst();
    return predicate;
  }

  String name() {
    return name;
  }

  WasmModule module() {
    return module;
  }

  WasmBounds bounds() {
    return bounds;
  }

  MemoryLimits memory() {
    return memory;
  }

  Function<Instance, Machine> machines() {
    return machines;
  }
}
