package dev.weir.bench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.AbstractStringAssert;

/**
 * How a script ended.
 *
 * @param exitCode 128 + n where signal n ended it
 * @param output standard output and standard error, in the order of writing
 */
record ScriptResult(int exitCode, String output) {
  /** Asserts the exit code, and hands out an assertion on the output. */
  AbstractStringAssert<?> assertExitCode(int expected) {
    assertThat(exitCode).as("exit code of a script that printed:%n%s", output).isEqualTo(expected);
    return assertThat(output);
  }
}
