package dev.weir.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.error.ErrorKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mapping from SQLSTATE to error, kind and retry. */
class SqlStateTest {
  @ParameterizedTest
  @CsvSource({
    "08001, UNREACHABLE, TRANSIENT, true",
    "08003, CONNECTION_LOST, TRANSIENT, true",
    "08006, CONNECTION_LOST, TRANSIENT, true",
    "08004, TLS, CONFIG, false",
    "28000, AUTHENTICATION, AUTH, false",
    "28P01, AUTHENTICATION, AUTH, false",
    "3D000, DATABASE_MISSING, CONFIG, false",
    "3F000, TABLE_MISSING, SCHEMA, false",
    "21000, KEY_NOT_UNIQUE, DATA, false",
    "22001, VALUE, DATA, false",
    "22012, VALUE, DATA, false",
    "22P02, VALUE, DATA, false",
    "23502, CONSTRAINT, DATA, false",
    "23503, CONSTRAINT, DATA, false",
    "23505, CONSTRAINT, DATA, false",
    "23514, CONSTRAINT, DATA, false",
    "25006, READ_ONLY, RESOURCE, false",
    "25P03, SESSION_ENDED, TRANSIENT, true",
    "25P04, SESSION_ENDED, TRANSIENT, true",
    "2BP01, DEPENDENT_OBJECTS, SCHEMA, false",
    "40001, SERIALIZATION, TRANSIENT, true",
    "40P01, SERIALIZATION, TRANSIENT, true",
    "42501, PERMISSION, PERMISSION, false",
    "42601, DEFINITION, SCHEMA, false",
    "42703, COLUMN_MISSING, SCHEMA, false",
    "42704, TYPE_MISSING, SCHEMA, false",
    "42710, CREATED_CONCURRENTLY, TRANSIENT, true",
    "42804, DEFINITION, SCHEMA, false",
    "42P01, TABLE_MISSING, SCHEMA, false",
    "42P07, CREATED_CONCURRENTLY, TRANSIENT, true",
    "0A000, DEFINITION, SCHEMA, false",
    "53100, DISK_FULL, RESOURCE, false",
    "53200, LIMIT, RESOURCE, false",
    "53300, TOO_MANY_CONNECTIONS, TRANSIENT, true",
    "54000, LIMIT, RESOURCE, false",
    "55P03, LOCK_TIMEOUT, RESOURCE, false",
    "57014, STATEMENT_TIMEOUT, RESOURCE, false",
    "57P01, SESSION_ENDED, TRANSIENT, true",
    "57P02, SESSION_ENDED, TRANSIENT, true",
    "57P03, SESSION_ENDED, TRANSIENT, true",
    "57P05, SESSION_ENDED, TRANSIENT, true",
    "XX000, SERVER, RESOURCE, false",
    "99999, SERVER, RESOURCE, false",
    "'', SERVER, RESOURCE, false"
  })
  void error_sqlState_isMapped(String state, PostgresError error, ErrorKind kind, boolean retried) {
    assertThat(SqlState.error(state)).isEqualTo(error);
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.isRetried()).isEqualTo(retried);
  }
}
