package dev.weir.postgres.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The text of one statement, with its parameters {@code :name}. Within quotes and comments, and
 * after another colon as in {@code ::type}, there are none; nor are names that have no value.
 */
public final class QueryText {
  /** A blank or a comment. Possessive, so that a long one takes no stack. */
  private static final String SPACE = "\\s++|--[^\\n]*+|/\\*(?:[^*]++|\\*(?!/))*+\\*/";

  private static final String AFTER_END = "(?:;|" + SPACE + ")*+";

  private final String text;
  private final List<Piece> pieces;

  /** A part of the text: characters, or a parameter if it has a name. */
  private record Piece(int from, int to, String name) {}

  /** Why a text is not one statement. */
  public enum Fault {
    EMPTY("The query is empty"),
    SEVERAL("The query has several statements"),
    UNBALANCED("A quotation mark, a comment or a parenthesis of the query is not closed");

    private final String message;

    Fault(String message) {
      this.message = message;
    }

    public String message() {
      return message;
    }
  }

  /** A text is not one statement. */
  public static final class FaultException extends Exception {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    FaultException(Fault fault) {
      super(fault.message());
      this.fault = fault;
    }

    public Fault fault() {
      return fault;
    }
  }

  private QueryText(String text, List<Piece> pieces) {
    this.text = text;
    this.pieces = pieces;
  }

  /**
   * Reads a text.
   *
   * @param names of the parameters
   */
  public static QueryText parse(String text, Collection<String> names) throws FaultException {
    List<Piece> pieces = new ArrayList<>();
    SqlExpression scanner = new SqlExpression(text);
    int from = 0;
    int end = text.length();
    while (scanner.position() < end) {
      int at = scanner.position();
      char c = text.charAt(at);
      if (c == ';' && text.substring(at).matches(AFTER_END)) {
        end = at;
      } else if (c == ';') {
        throw new FaultException(Fault.SEVERAL);
      } else if (c == ':') {
        String name = nameAfter(text, at);
        boolean isCast = text.startsWith("::", at);
        if (names.contains(name)) {
          pieces.add(new Piece(from, at, ""));
          pieces.add(new Piece(at, at + 1 + name.length(), name));
          from = at + 1 + name.length();
        }
        scanner.skipTo(at + (isCast ? 2 : 1 + name.length()));
      } else if (!scanner.step()) {
        throw new FaultException(Fault.UNBALANCED);
      }
    }
    if (!scanner.isClosed()) {
      throw new FaultException(Fault.UNBALANCED);
    }
    if (text.substring(0, end).matches(AFTER_END)) {
      throw new FaultException(Fault.EMPTY);
    }
    pieces.add(new Piece(from, end, ""));
    return new QueryText(text, pieces);
  }

  private static String nameAfter(String text, int colon) {
    int end = colon + 1;
    while (end < text.length() && isNamePart(text.charAt(end), end == colon + 1)) {
      end++;
    }
    return text.substring(colon + 1, end);
  }

  private static boolean isNamePart(char c, boolean first) {
    return c == '_' || (c < 128 && (first ? Character.isLetter(c) : Character.isLetterOrDigit(c)));
  }

  /** Returns the names of the parameters, in the order in which they first occur. */
  public List<String> names() {
    return pieces.stream().map(Piece::name).filter(name -> !name.isEmpty()).distinct().toList();
  }

  /** Returns the first word of the statement in lower case; {@code (} if it begins with one. */
  public String firstWord() {
    String rest = text.replaceFirst("^(?:" + SPACE + ")*+", "");
    return rest.startsWith("(") ? "(" : rest.split("[^A-Za-z_]", 2)[0].toLowerCase(Locale.ROOT);
  }

  /** Returns the statement with an expression for each parameter. */
  public Rendered render(Function<String, String> expressions) {
    StringBuilder sql = new StringBuilder();
    Map<Integer, Piece> starts = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      starts.put(sql.length(), piece);
      sql.append(
          piece.name().isEmpty()
              ? text.substring(piece.from(), piece.to())
              : expressions.apply(piece.name()));
    }
    return new Rendered(sql.toString(), starts);
  }

  /** A statement for the server. */
  public final class Rendered {
    private final String sql;
    private final Map<Integer, Piece> starts;

    private Rendered(String sql, Map<Integer, Piece> starts) {
      this.sql = sql;
      this.starts = starts;
    }

    public String sql() {
      return sql;
    }

    /**
     * Returns the line of the text in which the server reports an error, and a mark below it.
     *
     * @param position in characters of {@link #sql}, from 1
     */
    public List<String> excerpt(int position) {
      int chars = Math.min(sql.length(), Math.max(0, offset(position)));
      int at = text.length();
      for (Map.Entry<Integer, Piece> start : starts.entrySet()) {
        Piece piece = start.getValue();
        if (chars >= start.getKey()) {
          int within = piece.name().isEmpty() ? chars - start.getKey() : 0;
          at = Math.min(piece.from() + within, text.length());
        }
      }
      return ErrorExcerpt.of(text, at);
    }

    private int offset(int position) {
      int characters = sql.codePointCount(0, sql.length());
      return sql.offsetByCodePoints(0, Math.min(characters, Math.max(0, position - 1)));
    }
  }
}
