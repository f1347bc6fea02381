package dev.weir.micro.sql;

import dev.weir.micro.Agreement;
import dev.weir.postgres.sql.Identifiers;
import java.sql.SQLException;
import org.postgresql.core.Utils;

/** Contenders that quote a name, and their gate. */
enum Quoting {
  WEIR {
    @Override
    String identifier(String name) {
      return Identifiers.quote(name);
    }

    @Override
    String literal(String text) {
      return Identifiers.literal(text);
    }
  },
  DRIVER {
    @Override
    String identifier(String name) {
      try {
        return Utils.escapeIdentifier(null, name).toString();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    String literal(String text) {
      try {
        return Utils.escapeLiteral(new StringBuilder("'"), text, true).append('\'').toString();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  };

  abstract String identifier(String name);

  /** Quotes a text without backslashes. */
  abstract String literal(String text);

  /**
   * Passes if the results of a contender are the texts between quotation marks, which are doubled
   * within.
   *
   * @throws IllegalStateException if they are not
   */
  static void check(String who, String text, String identifier, String literal) {
    Agreement.requireEqual(who, "the identifier", quoted(text, '"'), identifier);
    Agreement.requireEqual(who, "the literal", quoted(text, '\''), literal);
  }

  private static String quoted(String text, char mark) {
    StringBuilder expected = new StringBuilder().append(mark);
    for (int i = 0; i < text.length(); i++) {
      expected.append(text.charAt(i));
      if (text.charAt(i) == mark) {
        expected.append(mark);
      }
    }
    return expected.append(mark).toString();
  }
}
