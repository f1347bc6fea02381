#!/usr/bin/env bats
# Discovery, the hooks' contract, and what happens when one of them fails.

load support

@test "one connector is set up, measured in every mode beside the limit, and torn down" {
  FAKE_LIMIT=limit quick
  exits 0
  [[ $(head -n 1 "$FAKE_TRACE") == "alpha setup" ]]
  [[ $(tail -n 1 "$FAKE_TRACE") == "alpha teardown" ]]
  [[ $(grep -c 'alpha run' "$FAKE_TRACE") == 2 ]]
  grep -q 'alpha run fast' "$FAKE_TRACE"
  grep -q 'alpha run limit' "$FAKE_TRACE"
  says "alpha, 100 rows, 1 round"
  says "server    fake, postgres 18.6"
  nothing_is_left
}

@test "without a name all connectors are measured with what their config.sh says" {
  FAKE_LIMIT=limit bench --iters 1
  exits 0
  says "alpha, 1,000 rows"
  says "beta, 1,000 rows"
  for mode in slow fast limit; do
    grep -q "beta run $mode" "$FAKE_TRACE"
  done
  # One cold, one unmeasured and two measured runs, of three modes, of two connectors.
  [[ $(lines_of_results) == 24 ]]
}

@test "it runs from anywhere, also through a link" {
  ln -s "$repo/bench/bench.sh" "$BATS_TEST_TMPDIR/link"
  cd /
  run "$BATS_TEST_TMPDIR/link" alpha 100 --iters 1 --modes fast
  exits 0
  says "alpha, 100 rows"
}

@test "hooks find their contract in the environment" {
  quick --warmup 3 --postgres embedded
  exits 0
  local expected
  for expected in "BENCH_ROOT=$repo" BENCH_CONNECTOR=alpha BENCH_ROWS=100 "BENCH_TOOLS=$repo/target/dist" \
    "BENCH_DIST=$repo/target/dist" BENCH_POSTGRES=embedded BENCH_WARMUP=3 BENCH_REPEATS=2 \
    "BENCH_WORK=$repo/target/bench_work/" "BENCH_LIFELINE=$repo/target/bench_work/" \
    "BENCH_RECORD=$repo/target/bench_work/" "BENCH_FACTS=$repo/target/bench_work/"; do
    grep -q "^$expected" "$FAKE_TRACE.env"
  done
}

@test "--jdk reaches the measured process and nothing else" {
  local jdk=$BATS_TEST_TMPDIR/jdk
  mkdir -p "$jdk/bin"
  printf '#!/bin/sh\nexec "%s" "$@"\n' "$(command -v java)" >"$jdk/bin/java"
  chmod +x "$jdk/bin/java"
  unset JAVA_HOME
  # shellcheck disable=SC2016 # expanded by the hook
  echo 'echo "run with ${JAVA_HOME-none}" >>"$FAKE_TRACE"' >>"$repo/connectors/alpha/run.sh"
  # shellcheck disable=SC2016
  echo 'echo "setup with ${JAVA_HOME-none}" >>"$FAKE_TRACE"' >>"$repo/connectors/alpha/setup.sh"
  quick --jdk "$jdk"
  exits 0
  grep -q "run with $jdk" "$FAKE_TRACE"
  grep -q "setup with none" "$FAKE_TRACE"
}

@test "what a config.sh assigns leaks neither into the next connector nor in from outside" {
  printf 'root=/nowhere\nworst_status=9\noption=broken\nresults=/nowhere\nexport FAKE_RECORD=hash\n' \
    >>"$repo/connectors/alpha/config.sh"
  sed -i '/limit_mode=/d' "$repo/connectors/beta/config.sh"
  export FAKE_LIMIT=limit limit_mode=outside modes=outside
  bench --iters 1
  exits 0
  [[ $(grep -c 'alpha run' "$FAKE_TRACE") == 3 ]]
  [[ $(grep -c 'beta run' "$FAKE_TRACE") == 2 ]]
}

@test "modes may be an array too" {
  sed -i 's/^modes=.*/modes=(slow fast)/' "$repo/connectors/alpha/config.sh"
  bench alpha --modes warp
  says "allowed: slow fast."
}

@test "an unusable config.sh is said, and the other connectors go on" {
  export FAKE_FAIL=config:alpha
  bench --iters 1 --modes fast
  exits 5
  says "alpha: $repo/connectors/alpha/config.sh failed."
  says "beta, 1,000 rows"
}

@test "a config.sh without a number is said" {
  sed -i 's/^default_repeats=.*/default_repeats=few/' "$repo/connectors/alpha/config.sh"
  bench alpha
  exits 5
  says "must set default_repeats to a whole number from 1 on, not 'few'."
}

@test "a failing setup.sh is shown, torn down, and the other connectors go on" {
  export FAKE_FAIL=setup:alpha
  bench --iters 1 --modes fast
  exits 5
  says "alpha: setup.sh failed with exit code 3; its last lines:"
  says "    the fake's setup fails as told"
  [[ $(sed -n 1,2p "$FAKE_TRACE") == $'alpha setup\nalpha teardown' ]]
  says "beta, 1,000 rows"
  [[ $(lines_of_results) == 4 ]]
  nothing_is_left
}

@test "a failing run.sh is shown, torn down, and nothing of it is recorded" {
  export FAKE_FAIL=run:alpha
  bench --iters 1 --modes fast
  exits 5
  says "alpha: run.sh "
  says " failed with exit code 3; its last lines:"
  [[ $(grep -c 'alpha run' "$FAKE_TRACE") == 1 ]]
  grep -q 'alpha teardown' "$FAKE_TRACE"
  says "beta, 1,000 rows"
  lacks '"connector":"alpha"' "$results"
  nothing_is_left
}

@test "a failing teardown.sh is shown, and what was measured is reported" {
  export FAKE_FAIL=teardown:alpha
  quick
  exits 5
  says "alpha: teardown.sh failed with exit code 3"
  says "alpha, 100 rows, 1 round"
  nothing_is_left
}

@test "a hook that is missing is an environment failure" {
  rm "$repo/connectors/alpha/run.sh"
  quick
  exits 5
  says "No such file or directory"
  grep -q 'alpha teardown' "$FAKE_TRACE"
}

@test "a failing build is shown, and no hook runs" {
  export BENCH_BUILD='echo cannot find symbol; exit 1'
  quick
  exits 5
  says "The build of this tree failed"
  says "    cannot find symbol"
  [[ ! -s $FAKE_TRACE ]]
  nothing_is_left
}

@test "a machine without the build's program is told so" {
  export BENCH_BUILD='no-such-maven package'
  quick
  exits 5
  says "Building needs 'no-such-maven' on PATH."
}

@test "colour is for terminals, or on demand" {
  quick
  says_not $'\e['
  quick --color always
  says $'\e[1m'
}
