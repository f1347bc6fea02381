# Starts one child at a time, so that a signal can end it and all that it started. Sourced, never run.
# shellcheck shell=bash

# How long a child may take to end after SIGTERM before SIGKILL: the engine ends a run within ten.
readonly GRACE_SECONDS=15

# The process group of the child that is running, and its guard; empty if none.
child=''
guard=''
# The file descriptor that keeps the lifeline open; empty if there is none.
lifeline=''

close_lifeline() {
  if [[ -n $lifeline ]]; then
    exec {lifeline}>&-
  fi
}

# start_guard: ends the child's group should this script be killed: then the lifeline ends, and nobody else is left.
start_guard() {
  local input
  if [[ -n $lifeline ]]; then
    # Opened here, while there is certainly a writer: without one it would wait for the next.
    exec {input}<"$scratch/lifeline"
    (
      close_lifeline
      read -r _ <&"$input" || kill -TERM -- "-$child"
    ) >/dev/null 2>&1 &
    guard=$!
    exec {input}<&-
  fi
}

stop_guard() {
  if [[ -n $guard ]]; then
    kill -TERM "$guard" 2>/dev/null || true
    wait "$guard" 2>/dev/null || true
    guard=''
  fi
}

# run_child LOG COMMAND...: its output goes to LOG. A process group of its own keeps Ctrl-C from it until we pass it
# on, and lets us end its children too; in the background, so that a signal interrupts the wait for it.
run_child() {
  local status=0
  set -m
  (
    close_lifeline
    "${@:2}"
  ) >"$1" 2>&1 </dev/null &
  child=$!
  start_guard
  set +m
  wait "$child" || status=$?
  # A trap that does not exit, as in clean_up, also interrupts wait.
  while ((status > 128)) && kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
  done
  stop_guard
  child=''
  return "$status"
}

# stop_child: ends the child that is running, and waits for all of its group.
stop_child() {
  local group=$child waited
  stop_guard
  child=''
  [[ -n $group ]] || return 0
  kill -TERM -- "-$group" 2>/dev/null || return 0
  for ((waited = 0; waited < GRACE_SECONDS * 10; waited++)); do
    kill -0 -- "-$group" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$group" 2>/dev/null || true
}
