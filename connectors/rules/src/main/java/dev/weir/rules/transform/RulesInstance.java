package dev.weir.rules.transform;

import dev.weir.core.batch.Batch;
import dev.weir.core.connector.Notice;
import dev.weir.core.connector.Transform;
import dev.weir.core.connector.TransformState;
import dev.weir.core.error.Place;
import dev.weir.core.error.Side;
import dev.weir.rules.alert.Alert;
import dev.weir.rules.alert.AlertColumns;
import dev.weir.rules.alert.AlertFactory;
import dev.weir.rules.engine.RuleEngine;
import dev.weir.rules.engine.RuleMatch;
import dev.weir.rules.engine.RuleStateException;
import dev.weir.rules.eql.evaluate.EvaluationMode;
import dev.weir.rules.event.BatchRow;
import dev.weir.rules.event.EventBatch;
import dev.weir.rules.rule.Rule;
import dev.weir.rules.rule.RuleMode;
import dev.weir.rules.rule.RuleSettings;
import dev.weir.rules.rule.RulesError;
import dev.weir.rules.schema.Field;
import dev.weir.rules.sequence.SequenceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The rules over the rows of one run. */
final class RulesInstance implements Transform.Instance {
  /** Alerts that wait for the end of a batch, at most. */
  private static final int ALERTS_MAX = 1_000;

  /** Bytes of the events of these alerts after which they are written. */
  private static final long EVENT_BYTES_MAX = 4 << 20;

  private final RulesConfig config;
  private final StreamRules rules;
  private final Transform.Context context;
  private final RuleEngine engine;
  private final AlertFactory factory;
  private final AlertColumns columns;
  private final PayloadFields payload;

  /** By id: what is found twice is one alert. */
  private final Map<String, Alert> alerts = new LinkedHashMap<>();

  private long eventBytes;
  private long rows;
  private long rowsWithoutTime;

  RulesInstance(RulesConfig config, StreamRules rules, Transform.Context context) {
    this.config = config;
    this.rules = rules;
    this.context = context;
    this.factory = new AlertFactory(rules.schema(), config.key());
    this.columns = new AlertColumns(rules.schema(), context.allocator());
    this.payload = new PayloadFields(rules.payloadFields(), context.allocator());
    RuleSettings settings = rules.rules().settings();
    this.engine =
        new RuleEngine(
            rules.schema(),
            EvaluationMode.COLUMNS,
            config.lateness().map(settings::withLateness).orElse(settings));
    boolean isOpen = false;
    try {
      rules.rules().rules().forEach(engine::load);
      context.state().ifPresent(this::restore);
      isOpen = true;
    } finally {
      if (!isOpen) {
        engine.close();
      }
    }
  }

  private void restore(TransformState state) {
    try {
      engine.restore(state.bytes());
    } catch (RuleStateException | SequenceException e) {
      throw RulesError.STATE.at(context.stream(), String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  @Override
  public void takeAndProcess(Batch batch, Transform.Output output) {
    boolean isEvaluated = false;
    try {
      evaluate(batch.root(), output);
      isEvaluated = true;
    } finally {
      if (!isEvaluated) {
        batch.close();
      }
    }
    rows += batch.rows();
    output.takeAndEmit(Transform.MAIN, batch);
    emit(output);
  }

  private void evaluate(VectorSchemaRoot root, Transform.Output output) {
    if (rules.payloadFields().isEmpty()) {
      evaluateRows(root, root, output);
      return;
    }
    VarCharVector json = (VarCharVector) root.getVector(config.payload().orElseThrow());
    try (EventBatch fields = payload.read(json)) {
      List<FieldVector> all = new ArrayList<>();
      for (FieldVector column : root.getFieldVectors()) {
        // A field of the payload can have the name of a column that rules do not see.
        if (rules.columns().schema().field(column.getName()).isPresent()) {
          all.add(column);
        }
      }
      all.addAll(fields.columns());
      List<org.apache.arrow.vector.types.pojo.Field> names =
          all.stream().map(FieldVector::getField).toList();
      // Borrows the columns of both, so it is not closed.
      evaluateRows(root, new VectorSchemaRoot(names, all, root.getRowCount()), output);
    }
  }

  private void evaluateRows(
      VectorSchemaRoot root, VectorSchemaRoot fields, Transform.Output output) {
    RowEnvelope envelope =
        new RowEnvelope(
            rules.schema(),
            root.getRowCount(),
            TimeColumn.of(root.getVector(config.time())),
            config.type().map(name -> (VarCharVector) root.getVector(name)),
            config.key().map(fields::getVector));
    BatchRow row = new BatchRow(rules.schema(), fields, envelope, Field::path);
    rowsWithoutTime += envelope.rowsWithoutTime();
    try {
      engine.processBatch(row, match -> add(match, output));
    } catch (SequenceException e) {
      throw RulesError.ROW
          .at(
              context.stream(),
              "The row %d of the run: %s".formatted(rows + row.selected() + 1, e.getMessage()))
          .causedBy(e);
    }
  }

  private void add(RuleMatch match, Transform.Output output) {
    Alert alert = factory.alert(match);
    alerts.putIfAbsent(alert.id(), alert);
    eventBytes += match.events().stream().mapToLong(event -> event.length).sum();
    if (alerts.size() == ALERTS_MAX || eventBytes >= EVENT_BYTES_MAX) {
      emit(output);
    }
  }

  private void emit(Transform.Output output) {
    if (!alerts.isEmpty()) {
      Batch batch = columns.write(List.copyOf(alerts.values()));
      alerts.clear();
      eventBytes = 0;
      output.takeAndEmit(RulesTransform.ALERTS, batch);
    }
  }

  @Override
  public void end(Transform.Output output) {
    if (!context.isContinued()) {
      engine.finish(match -> add(match, output));
    }
    emit(output);
  }

  @Override
  public TransformState saveState() {
    return TransformState.of(engine.save());
  }

  @Override
  public List<Notice> notices() {
    List<String> notes = new ArrayList<>(engine.notes());
    payload.note().ifPresent(notes::add);
    if (rowsWithoutTime > 0) {
      notes.add(
          "%d rows have no time from 1678 to 2262 in the column %s, and rules did not see them"
              .formatted(rowsWithoutTime, config.time()));
    }
    for (Rule rule : rules.rules().rules()) {
      long matches = engine.matches().getOrDefault(rule.id(), 0L);
      if (rule.mode() == RuleMode.COUNT && matches > 0) {
        notes.add("the rule %s, which only counts, matched %d times".formatted(rule.id(), matches));
      }
    }
    Place place = Place.of(Side.ENGINE, "rules").inStream(context.stream());
    return notes.stream().map(note -> new Notice(place, sentence(note))).toList();
  }

  private static String sentence(String note) {
    return note.substring(0, 1).toUpperCase(Locale.ROOT) + note.substring(1) + ".";
  }

  @Override
  public void close() {
    engine.close();
  }
}
