package dev.weir.postgres.server;

import dev.weir.postgres.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.Utils;

/**
 * Splits SQL into statements and fills in variables as {@code psql} does: {@code :name} as it is,
 * {@code :'name'} as a literal, {@code :"name"} as an identifier. Literals, quoted identifiers,
 * dollar quotes and comments are left alone, and {@code ::} is a cast.
 */
final class SqlScript {
  /** The tokens that matter; the first alternative that matches at a position is taken. */
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<comment>--[^\\n]*)
          |(?<block>/\\*)
          |(?<literal>[eE]'(?:[^'\\\\]++|''|\\\\.)*+'|'(?:[^']++|'')*+')
          |(?<quoted>"(?:[^"]++|"")*+")
          |(?<dollar>\\$(?<tag>[A-Za-z_]\\w*)?\\$.*?\\$\\k<tag>\\$|\\$\\$.*?\\$\\$)
          |(?<word>[A-Za-z_][\\w$]*)
          |(?<cast>::|:=)
          |:(?:'(?<asLiteral>\\w+)'|"(?<asIdentifier>\\w+)"|(?<plain>[A-Za-z_]\\w*))
          |(?<end>;)
          |(?<command>(?<=^|\\n)[\\x20\\t]*\\\\)
          """,
          Pattern.COMMENTS | Pattern.DOTALL);

  private final String text;
  private final Map<String, String> variables;
  private final List<String> statements = new ArrayList<>();
  private final StringBuilder statement = new StringBuilder();

  private SqlScript(String text, Map<String, String> variables) {
    this.text = text;
    this.variables = variables;
  }

  /**
   * The statements, without comments and semicolons.
   *
   * @throws IllegalArgumentException where a variable has no value, a quote or comment does not
   *     end, or there is a meta-command of {@code psql}
   */
  static List<String> statements(String text, Map<String, String> variables) {
    SqlScript script = new SqlScript(text, variables);
    script.split();
    return script.statements;
  }

  private void split() {
    Matcher token = TOKEN.matcher(text);
    int position = 0;
    while (position < text.length()) {
      token.region(position, text.length()).useTransparentBounds(true).useAnchoringBounds(false);
      if (!token.lookingAt()) {
        position = plain(position);
      } else if (token.group("block") != null) {
        position = endOfBlock(position);
        statement.append(' ');
      } else {
        take(token);
        position = token.end();
      }
    }
    end();
  }

  private int plain(int position) {
    char c = text.charAt(position);
    if (c == '\'' || c == '"') {
      throw problem(position, "a quote that does not end");
    }
    statement.append(c);
    return position + 1;
  }

  private void take(Matcher token) {
    if (token.group("end") != null) {
      end();
    } else if (token.group("comment") != null) {
      statement.append(' ');
    } else if (token.group("command") != null) {
      throw problem(token.start(), "a meta-command of psql; only SQL can be run");
    } else if (token.group("plain") != null) {
      statement.append(value(token, "plain"));
    } else if (token.group("asLiteral") != null) {
      statement.append(literal(value(token, "asLiteral")));
    } else if (token.group("asIdentifier") != null) {
      statement.append(Identifiers.quote(value(token, "asIdentifier")));
    } else {
      statement.append(token.group());
    }
  }

  private String value(Matcher token, String group) {
    String name = token.group(group);
    String value = variables.get(name);
    if (value == null) {
      throw problem(
          token.start(),
          "the variable " + name + ", which has no value; give it with --set " + name + "=...");
    }
    return value;
  }

  private static String literal(String value) {
    try {
      String escaped = Utils.escapeLiteral(null, value, true).toString();
      return "'" + escaped + "'";
    } catch (SQLException e) {
      throw new IllegalArgumentException("A value has no zero byte.", e);
    }
  }

  /** Block comments nest. */
  private int endOfBlock(int start) {
    int depth = 0;
    int position = start;
    do {
      if (text.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (text.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        position++;
      }
    } while (depth > 0 && position < text.length());
    if (depth > 0) {
      throw problem(start, "a comment that does not end");
    }
    return position;
  }

  private void end() {
    String sql = statement.toString().strip();
    if (!sql.isEmpty()) {
      statements.add(sql);
    }
    statement.setLength(0);
  }

  private IllegalArgumentException problem(int position, String what) {
    long line = 1 + text.substring(0, position).chars().filter(c -> c == '\n').count();
    return new IllegalArgumentException("line " + line + " has " + what);
  }
}
