package dev.weir.rules.eql.parse;

import dev.weir.core.config.NearMiss;
import dev.weir.rules.eql.grammar.EqlLexer;
import dev.weir.rules.eql.grammar.EqlParser.FieldContext;
import dev.weir.rules.eql.grammar.EqlParser.PartContext;
import dev.weir.rules.schema.EventSchema;
import dev.weir.rules.schema.Field;
import java.util.Collection;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Looks up the fields of a query. */
final class FieldNames {
  private final EventSchema schema;
  private final QueryProblems problems;

  FieldNames(EventSchema schema, QueryProblems problems) {
    this.schema = schema;
    this.problems = problems;
  }

  /** Returns the field; empty if it is optional and unknown, or after a problem. */
  Optional<Field> find(FieldContext context) {
    if (!context.index().isEmpty()) {
      problems.add(context.index(0), Refusals.INDEX);
      return Optional.empty();
    }
    String path = path(context);
    Optional<Field> field = schema.field(path);
    if (field.isEmpty() && context.OPTIONAL() == null) {
      problems.add(
          context,
          schema
              .unreadable(path)
              .map(type -> unreadable(path, type))
              .orElseGet(() -> unknown(path, schema.fieldPaths())));
    }
    return field;
  }

  private static String unreadable(String path, String type) {
    return "The column %s has the type %s, which rules do not read; cast it in a view"
        .formatted(path, type);
  }

  private static String unknown(String path, Collection<String> known) {
    String remedy =
        NearMiss.of(path, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("register it in the schema, or write ?" + path + " if it may be absent");
    return "The field %s is unknown; %s".formatted(path, remedy);
  }

  private static String path(FieldContext context) {
    Token first =
        context.IDENTIFIER() == null
            ? context.QUOTED_IDENTIFIER().getSymbol()
            : context.IDENTIFIER().getSymbol();
    StringBuilder path = new StringBuilder(name(first));
    for (PartContext part : context.part()) {
      path.append('.').append(name(part.getStart()));
    }
    return path.toString();
  }

  private static String name(Token token) {
    String text = token.getText();
    return token.getType() == EqlLexer.QUOTED_IDENTIFIER
        ? text.substring(1, text.length() - 1).replace("``", "`")
        : text;
  }
}
