# How the fake's hooks fail. Sourced by them.
#   FAKE_TRACE                 a file that each hook adds its name to
#   FAKE_AFTER=N               all but FAKE_NOTICE applies only once run.sh was started N times
#   FAKE_FAIL=hook:connector   this hook of this connector exits with 3
#   FAKE_NOTICE=text           setup.sh has a notice for the user
#   FAKE_GARBAGE=hook          this hook prints bytes that are no text, and fails
#   FAKE_HANG=hook             this hook, once, writes "hook hangs as PID" into FAKE_TRACE and waits to be ended
#   FAKE_STUBBORN=hook         this hook, once, does the same and ignores SIGTERM
# shellcheck shell=bash

trace() {
  echo "$BENCH_CONNECTOR $*" >>"$FAKE_TRACE"
}

# build_commit: prints the commit that the tests write into each build.
build_commit() {
  if [[ -e ${BENCH_DIST-}/commit ]]; then
    cat "$BENCH_DIST/commit"
  else
    echo none
  fi
}

# behave HOOK
behave() {
  if [[ $1 == setup && -n ${FAKE_NOTICE-} ]]; then
    echo "$FAKE_NOTICE" >>"$BENCH_NOTICES"
  fi
  (($(grep -c "$BENCH_CONNECTOR run " "$FAKE_TRACE") >= ${FAKE_AFTER:-0})) || return 0
  if [[ ${FAKE_FAIL-} == "$1:$BENCH_CONNECTOR" ]]; then
    echo "the fake's $1 fails on demand"
    exit 3
  fi
  if [[ ${FAKE_GARBAGE-} == "$1" ]]; then
    printf '\377\376\000\033[2J garbage\n'
    exit 3
  fi
  if [[ ${FAKE_HANG-} == "$1" ]] && ! grep -q "$1 hangs" "$FAKE_TRACE"; then
    tail -f /dev/null &
    trace "$1 hangs as $!"
    wait
  fi
  if [[ ${FAKE_STUBBORN-} == "$1" ]] && ! grep -q "$1 hangs" "$FAKE_TRACE"; then
    trap '' TERM
    trace "$1 hangs as $$"
    exec tail -f /dev/null
  fi
}
