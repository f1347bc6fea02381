#!/usr/bin/env bats
# Ended at any moment, the harness tears down, leaves no process, and records no part of a sample.

load support

# begin HOOK COMMAND...: starts it in the background and waits until HOOK hangs.
begin() {
  export FAKE_HANG=$1
  # A background job would start with SIGINT ignored, and bash cannot trap what it starts with ignored.
  env --default-signal=INT,HUP,TERM "${@:2}" >"$BATS_TEST_TMPDIR/output" 2>&1 3>&- &
  pid=$!
  await 30 grep -q "$1 hangs" "$FAKE_TRACE"
}

ended() {
  status=0
  wait "$pid" || status=$?
  output=$(<"$BATS_TEST_TMPDIR/output")
}

no_hook_runs() {
  local left
  while read -r left; do
    ! kill -0 "$left" 2>/dev/null || return 1
  done < <(sed -n 's/.* hangs as //p' "$FAKE_TRACE")
}

@test "SIGTERM during a run ends it and tears down" {
  begin run "$repo/bench/bench.sh" alpha 100 --iters 1 --modes fast
  kill -TERM "$pid"
  ended
  exits 143
  says "Interrupted; cleaning up."
  [[ $(tail -n 1 "$FAKE_TRACE") == "alpha teardown" ]]
  no_hook_runs
  [[ $(lines_of_results) == 0 ]]
  nothing_is_left
}

@test "SIGINT during setup ends it and tears down" {
  begin setup "$repo/bench/bench.sh" alpha 100 --iters 1 --modes fast
  kill -INT "$pid"
  ended
  exits 130
  [[ $(tail -n 1 "$FAKE_TRACE") == "alpha teardown" ]]
  no_hook_runs
  nothing_is_left
}

@test "SIGHUP during a run does not go on to the other connectors" {
  begin run "$repo/bench/bench.sh" --iters 1 --modes fast
  kill -HUP "$pid"
  ended
  exits 129
  [[ $(tail -n 1 "$FAKE_TRACE") == "alpha teardown" ]]
  lacks beta "$FAKE_TRACE"
  nothing_is_left
}

@test "SIGINT during the build leaves nothing" {
  # The build hangs as the hooks do.
  export BENCH_BUILD="echo build hangs as \$\$ >>'$FAKE_TRACE'; exec tail -f /dev/null"
  begin build "$repo/bench/bench.sh" alpha
  kill -INT "$pid"
  ended
  exits 130
  no_hook_runs
  nothing_is_left
}

@test "SIGTERM during teardown tears down again" {
  begin teardown "$repo/bench/bench.sh" alpha 100 --iters 1 --modes fast
  kill -TERM "$pid"
  ended
  exits 143
  [[ $(grep -c '^alpha teardown$' "$FAKE_TRACE") == 2 ]]
  no_hook_runs
}

@test "a server ends with teardown" {
  FAKE_SERVER=$BATS_TEST_TMPDIR/server quick
  exits 0
  [[ ! -e $BATS_TEST_TMPDIR/server.pid ]]
}

@test "even killed, the harness leaves neither a server nor a hook: the lifeline ends" {
  export FAKE_SERVER=$BATS_TEST_TMPDIR/server
  begin run "$repo/bench/bench.sh" alpha 100 --iters 1 --modes fast
  [[ ! -e $FAKE_SERVER.ended ]]
  kill -KILL "$pid"
  await 10 test -e "$FAKE_SERVER.ended"
  await 10 no_hook_runs
}
