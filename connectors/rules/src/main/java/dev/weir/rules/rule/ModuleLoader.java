package dev.weir.rules.rule;

import dev.weir.core.config.NearMiss;
import dev.weir.rules.rule.DraftRule.ModuleReference;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.EventType;
import dev.weir.rules.wasm.PredicateModule;
import dev.weir.rules.wasm.WasmBounds;
import dev.weir.rules.wasm.WasmPredicateException;
import dev.weir.rules.wasm.Watchdog;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the modules that rule files name, each file once, and tries to instantiate them. */
final class ModuleLoader {
  private static final Optional<Integer> ANY = Optional.of(EventType.ANY);

  private final Path directory;
  private final EventSchema schema;
  private final FileProblems problems;
  private final Map<Path, PredicateModule> loaded = new HashMap<>();

  ModuleLoader(Path directory, EventSchema schema, FileProblems problems) {
    this.directory = directory;
    this.schema = schema;
    this.problems = problems;
  }

  /**
   * Returns a module; a problem is reported, and the result is empty.
   *
   * @param file the rule file
   */
  Optional<RuleLogic> load(String file, ModuleReference module) {
    Optional<Integer> type = module.type().map(node -> type(file, node)).orElse(ANY);
    Optional<PredicateModule> compiled = compiled(file, module);
    return type.isEmpty() || compiled.isEmpty()
        ? Optional.empty()
        : Optional.of(new RuleLogic.Module(type.get(), compiled.get()));
  }

  private Optional<Integer> type(String file, Node node) {
    String name = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (name.equals(EventType.ANY_NAME)) {
      return ANY;
    }
    Optional<Integer> type = schema.type(name).map(EventType::id);
    if (type.isEmpty()) {
      String remedy =
          NearMiss.of(name, schema.typeNames())
              .map(near -> "did you mean " + near + "?")
              .orElse("register it in the schema");
      problems.add(
          file, node, "The event type %s is unknown; %s".formatted(NearMiss.quote(name), remedy));
    }
    return type;
  }

  private Optional<PredicateModule> compiled(String file, ModuleReference reference) {
    try {
      Path path = directory.resolve(file).resolveSibling(reference.path()).normalize();
      PredicateModule known = loaded.get(path);
      return Optional.of(known == null ? read(path) : known);
    } catch (NoSuchFileException e) {
      add(file, reference, "does not exist; name a file relative to the rule file");
    } catch (IOException e) {
      add(file, reference, "cannot be read: " + e.getMessage());
    } catch (InvalidPathException e) {
      add(file, reference, "is no path: " + e.getReason());
    } catch (WasmPredicateException e) {
      problems.add(file, reference.place(), String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private PredicateModule read(Path path) throws IOException {
    PredicateModule module = PredicateModule.read(path, WasmBounds.DEFAULT);
    try (Watchdog watchdog = new Watchdog()) {
      module.predicate(schema, watchdog).close();
    }
    loaded.put(path, module);
    return module;
  }

  private void add(String file, ModuleReference reference, String problem) {
    problems.add(file, reference.place(), "The module " + reference.path() + " " + problem);
  }
}
