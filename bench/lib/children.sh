# Starts one child at a time, so that a signal can end it and all that it started. Sourced, never run.
# shellcheck shell=bash

# The time from SIGTERM to SIGKILL; the engine ends a run within ten seconds.
readonly GRACE_SECONDS=15

# The process group of the child that is running, and its watchdog; empty if none.
child=''
watchdog=''
# The file descriptor that keeps the lifeline open; empty if there is none.
lifeline=''

close_lifeline() {
  if [[ -n $lifeline ]]; then
    exec {lifeline}>&-
  fi
}

# start_watchdog: starts a process that ends the child's group if this script is killed, at the end of the lifeline.
start_watchdog() {
  local input
  if [[ -n $lifeline ]]; then
    # Opened while this script holds the lifeline open, as opening a FIFO without a writer blocks.
    exec {input}<"$scratch/lifeline"
    (
      close_lifeline
      read -r _ <&"$input" || kill -TERM -- "-$child"
    ) >/dev/null 2>&1 &
    watchdog=$!
    exec {input}<&-
  fi
}

stop_watchdog() {
  if [[ -n $watchdog ]]; then
    kill -TERM "$watchdog" 2>/dev/null || true
    wait "$watchdog" 2>/dev/null || true
    watchdog=''
  fi
}

# run_child LOG COMMAND...: runs it with its output in LOG. It has its own process group, so that Ctrl-C reaches only
# this script, which ends the whole group; it runs in the background, so that a signal interrupts the wait for it.
run_child() {
  local status=0
  set -m
  (
    close_lifeline
    "${@:2}"
  ) >"$1" 2>&1 </dev/null &
  child=$!
  start_watchdog
  set +m
  wait "$child" || status=$?
  # A trap that does not exit, as in clean_up, interrupts wait, too.
  while ((status > 128)) && kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
  done
  stop_watchdog
  child=''
  return "$status"
}

# stop_child: ends the child that is running, and waits for all of its group.
stop_child() {
  local group=$child waited
  stop_watchdog
  child=''
  [[ -n $group ]] || return 0
  kill -TERM -- "-$group" 2>/dev/null || return 0
  for ((waited = 0; waited < GRACE_SECONDS * 10; waited++)); do
    kill -0 -- "-$group" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$group" 2>/dev/null || true
}
