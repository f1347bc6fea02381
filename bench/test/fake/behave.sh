# How the fake's hooks fail. Sourced by them.
#   FAKE_TRACE                 a file that each hook adds its name to
#   FAKE_FAIL=hook:connector   this hook of this connector exits with 3
#   FAKE_NOTICE=text           setup.sh has a notice for the user
#   FAKE_HANG=hook             this hook, once, writes "hook hangs as PID" into FAKE_TRACE and waits to be ended
# shellcheck shell=bash

trace() {
  echo "$BENCH_CONNECTOR $*" >>"$FAKE_TRACE"
}

# behave HOOK
behave() {
  if [[ $1 == setup && -n ${FAKE_NOTICE-} ]]; then
    echo "$FAKE_NOTICE" >>"$BENCH_NOTICES"
  fi
  if [[ ${FAKE_FAIL-} == "$1:$BENCH_CONNECTOR" ]]; then
    echo "the fake's $1 fails on demand"
    exit 3
  fi
  if [[ ${FAKE_HANG-} == "$1" ]] && ! grep -q "$1 hangs" "$FAKE_TRACE"; then
    tail -f /dev/null &
    trace "$1 hangs as $!"
    wait
  fi
}
