#!/usr/bin/env bats
# The launcher finds its jars and a Java, or says in one sentence what it needs.

load support

@test "it runs through a link, from anywhere" {
  ln -s "$dist/bin/weir-bench" "$BATS_TEST_TMPDIR/weir-bench"
  cd /
  run "$BATS_TEST_TMPDIR/weir-bench" plan --pairs --iterations 1 --seed 1
  exits 0
  [[ ${lines[0]} == "0 1 A" ]]
}

@test "a JAVA_HOME without a Java is said" {
  JAVA_HOME=$BATS_TEST_TMPDIR run "$dist/bin/weir-bench" environment
  exits 5
  says "weir-bench needs Java 17 or newer: set JAVA_HOME to a JDK, or put java on PATH (tried: $BATS_TEST_TMPDIR/bin/java)."
  [[ ${#lines[@]} == 1 ]]
}

@test "no Java at all is said" {
  local tools=$BATS_TEST_TMPDIR/tools program
  mkdir "$tools"
  for program in bash dirname readlink env; do
    ln -s "$(command -v "$program")" "$tools/$program"
  done
  JAVA_HOME='' PATH=$tools run "$dist/bin/weir-bench" environment
  exits 5
  says "put java on PATH (tried: java)."
}

