package dev.weir.rules.rule;

import dev.weir.rules.input.EventNames;
import dev.weir.rules.input.InputException;
import dev.weir.rules.input.RawEvent;
import dev.weir.rules.input.SchemaInference;
import dev.weir.rules.rule.DraftRule.DraftEvent;
import dev.weir.rules.rule.DraftRule.DraftTest;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory of rule files. Without types in its {@code schema.yaml}, fields have the types of the
 * data and of the events of tests.
 */
public final class RuleDirectory {
  /** Bounds the memory of a file. */
  private static final long FILE_BYTES_MAX = 8L << 20;

  private final Path directory;
  private final SchemaFile schemaFile;
  private final List<DraftRule> drafts;
  private final EventNames names;

  /** Found while reading; reported with those of the queries. */
  private final FileProblems problems;

  private RuleDirectory(
      Path directory,
      SchemaFile schemaFile,
      List<DraftRule> drafts,
      EventNames names,
      FileProblems problems) {
    this.directory = directory;
    this.schemaFile = schemaFile;
    this.drafts = drafts;
    this.names = names;
    this.problems = problems;
  }

  /**
   * Reads all files whose names end with {@code .yaml} or {@code .yml}, in the directory and below.
   * Problems are reported by {@link #check}.
   */
  public static RuleDirectory read(Path directory) {
    FileProblems problems = new FileProblems();
    SchemaFile schema = SchemaFile.ABSENT;
    List<DraftRule> drafts = new ArrayList<>();
    for (Path path : files(directory, problems)) {
      String file = directory.relativize(path).toString();
      Optional<String> text = text(path, file, problems);
      if (text.isPresent() && file.equals(SchemaFile.NAME)) {
        schema = SchemaFile.read(text.get(), problems);
      } else if (text.isPresent()) {
        drafts.addAll(new RuleFileReader(file, problems).read(text.get()));
      }
    }
    if (drafts.isEmpty() && problems.isEmpty()) {
      problems.add(
          directory.toString(), "The directory has no rules; add a file such as rules.yaml");
    }
    checkIds(drafts, problems);
    return new RuleDirectory(directory, schema, drafts, schema.names(), problems);
  }

  /** Returns this directory with other names of the parts of events. */
  public RuleDirectory withNames(EventNames other) {
    return new RuleDirectory(directory, schemaFile, drafts, other, problems);
  }

  /** Returns where events have their time, type and key. */
  public EventNames names() {
    return names;
  }

  /** Returns whether types depend on the data, and no problem of a file prevents their use. */
  public boolean needsData() {
    return schemaFile.schema().isEmpty() && problems.isEmpty();
  }

  /**
   * Checks the queries and the tests.
   *
   * @param inference which has seen the data, if there are any
   * @throws RulesException with the problems of all files
   */
  public RuleSet check(SchemaInference inference) throws RulesException {
    FileProblems all = problems.copy();
    return check(schemaFile.schema().orElseGet(() -> inferredFromTests(inference, all)), all);
  }

  private RuleSet check(EventSchema schema, FileProblems all) throws RulesException {
    RuleChecker checker = new RuleChecker(directory, schema, names, all);
    List<Rule> rules = new ArrayList<>();
    drafts.forEach(draft -> checker.check(draft).ifPresent(rules::add));
    checkSequences(rules, all);
    all.throwIfAny();
    return new RuleSet(schema, names, schemaFile.settings(), rules);
  }

  /**
   * Checks the queries and the tests over the rows of a stream.
   *
   * @param columns the fields that are columns
   * @param hasPayload whether the other fields of {@code schema.yaml}, or of tests, are there, too
   * @throws RulesException with the problems of all files
   */
  public RuleSet checkOver(EventSchema columns, boolean hasPayload) throws RulesException {
    FileProblems all = problems.copy();
    EventSchema declared =
        schemaFile
            .schema()
            .orElseGet(() -> inferredFromTests(new SchemaInference(names), problems.copy()));
    EventSchema.Builder builder = EventSchema.builder().copy(columns);
    for (Field field : declared.fields()) {
      Optional<Field> column = columns.field(field.path());
      if (column.isEmpty() && hasPayload && columns.unreadable(field.path()).isEmpty()) {
        builder.field(field.path(), field.type());
      } else if (schemaFile.schema().isPresent()) {
        column.ifPresent(found -> checkType(found, field, all));
      }
    }
    declared.types().forEach(type -> builder.type(type, declared));
    return check(builder.build(), all);
  }

  private static void checkType(Field column, Field declared, FileProblems all) {
    if (column.type() != declared.type()) {
      all.add(
          SchemaFile.NAME,
          "The field %s is of type %s, and the column %s is of type %s; correct the type, or cast"
                  .formatted(
                      declared.path(),
                      declared.type().label(),
                      column.path(),
                      column.type().label())
              + " the column in a view");
    }
  }

  /** Checks the queries and the tests, without data. */
  public RuleSet check() throws RulesException {
    return check(new SchemaInference(names));
  }

  private EventSchema inferredFromTests(SchemaInference inference, FileProblems all) {
    for (DraftRule draft : drafts) {
      for (DraftTest test : draft.tests()) {
        for (DraftEvent event : test.events()) {
          add(inference, event.event(), draft, event, all);
        }
      }
    }
    return inference.schema();
  }

  private static void add(
      SchemaInference inference,
      RawEvent raw,
      DraftRule draft,
      DraftEvent event,
      FileProblems all) {
    try {
      inference.add(raw);
    } catch (InputException e) {
      all.add(draft.file(), event.place(), e.getMessage());
    }
  }

  private void checkSequences(List<Rule> rules, FileProblems all) {
    int max = schemaFile.settings().limits().sequencesMax();
    long count = rules.stream().filter(Rule::isSequence).count();
    if (count > max) {
      all.add(
          directory.toString(),
          "The directory has %d sequences, more than the limit of %d; disable rules, or raise"
                  .formatted(count, max)
              + " limits.sequences in schema.yaml");
    }
  }

  private static void checkIds(List<DraftRule> drafts, FileProblems problems) {
    Map<String, DraftRule> byId = new HashMap<>();
    for (DraftRule draft : drafts) {
      DraftRule first = draft.id().isEmpty() ? null : byId.putIfAbsent(draft.id(), draft);
      if (first != null) {
        problems.add(
            draft.file(),
            draft.place(),
            "The id %s is that of another rule, in %s, line %d"
                .formatted(draft.id(), first.file(), YamlNodes.line(first.place())));
      }
    }
  }

  private static List<Path> files(Path directory, FileProblems problems) {
    if (!Files.isDirectory(directory)) {
      problems.add(directory.toString(), "This is no directory; name a directory of rule files");
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(path -> path.toString().matches(".*\\.ya?ml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      problems.add(directory.toString(), "The directory cannot be read: " + e.getMessage());
      return List.of();
    }
  }

  private static Optional<String> text(Path path, String file, FileProblems problems) {
    try {
      if (Files.size(path) > FILE_BYTES_MAX) {
        problems.add(file, "The file is over 8mb; divide it");
        return Optional.empty();
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      problems.add(file, "The file is not in UTF-8; convert it");
    } catch (IOException e) {
      problems.add(file, "The file cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }
}
