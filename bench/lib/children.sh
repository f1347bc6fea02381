# Starts one child at a time, so that a signal can end it and all that it started. Sourced, never run.
# shellcheck shell=bash

# The process group of the child that is running, and its watchdog; empty if none.
child=''
watchdog=''
# The file descriptor that keeps the guard open, a FIFO that shows the watchdogs whether this script still runs.
guard=''
# The file descriptor that keeps the lifeline of a session open; empty if there is none.
lifeline=''

# open_guard: to be called once there is a scratch directory.
open_guard() {
  mkfifo -m 600 -- "$scratch/guard"
  # Also for reading, as opening a FIFO only for writing blocks until there is a reader.
  exec {guard}<>"$scratch/guard"
}

# close_inherited: closes what only this script may hold open.
close_inherited() {
  local fd
  for fd in $guard $lifeline; do
    exec {fd}>&-
  done
}

# start_watchdog LIMIT: starts a process that ends the child's group after LIMIT seconds, or if this script is killed.
start_watchdog() {
  local input
  # Opened while this script holds the guard open, as opening a FIFO without a writer blocks.
  exec {input}<"$scratch/guard"
  (
    close_inherited
    watch "$input" "$1"
  ) >/dev/null 2>&1 &
  watchdog=$!
  exec {input}<&-
}

# watch INPUT LIMIT: sleeps in read, which costs no CPU, and wakes once a second at most.
watch() {
  local interval=0.1 status deadline=$((SECONDS + $2)) peak=0
  while :; do
    status=0
    read -r -t "$interval" _ <&"$1" || status=$?
    if ((status <= 128)); then
      kill -TERM -- "-$child"
      return
    fi
    if ((SECONDS >= deadline)); then
      : >"$scratch/timed-out"
      end_group "$child"
      return
    fi
    sample_peak "$child"
    case $interval in
      0.1) interval=0.2 ;;
      0.2) interval=0.4 ;;
      *) interval=1 ;;
    esac
  done
}

# sample_peak PID: keeps the largest VmHWM, in KiB, of the process and the descendants that main threads started.
sample_peak() {
  local line descendants='' descendant
  local -a lines=()
  mapfile -t lines <"$PROC/$1/status" || return 0
  for line in "${lines[@]}"; do
    if [[ $line == VmHWM:* ]]; then
      line=${line//[!0-9]/}
      if ((line > peak)); then
        peak=$line
        printf '%d\n' "$peak" >"$scratch/rss-peak"
      fi
      break
    fi
  done
  read -r descendants <"$PROC/$1/task/$1/children" || true
  for descendant in $descendants; do
    sample_peak "$descendant"
  done
}

stop_watchdog() {
  if [[ -n $watchdog ]]; then
    # A subshell that has just been forked can lose SIGTERM.
    kill -KILL "$watchdog" 2>/dev/null || true
    wait "$watchdog" 2>/dev/null || true
    watchdog=''
  fi
}

# run_child LIMIT LOG COMMAND...: runs it for at most LIMIT seconds with its output in LOG; returns 124 where it was
# ended. It has its own process group, so that Ctrl-C reaches only this script, which ends the whole group; it runs in
# the background, so that a signal interrupts the wait for it.
run_child() {
  local status=0
  rm -f -- "$scratch/timed-out" "$scratch/rss-peak"
  note_usage start
  set -m
  (
    close_inherited
    "${@:3}"
  ) >"$2" 2>&1 </dev/null &
  child=$!
  start_watchdog "$1"
  set +m
  wait "$child" || status=$?
  # A trap that does not exit, as in clean_up, interrupts wait, too.
  while ((status > 128)) && kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
  done
  note_usage end
  if [[ -e $scratch/timed-out ]]; then
    # The watchdog ends what is left of the group.
    wait "$watchdog" 2>/dev/null || true
    watchdog=''
    status=124
  fi
  stop_watchdog
  child=''
  return "$status"
}

# note_usage start|end: writes readings of the system into $usage_file, if that is set; ProcessAccount.java lists them.
usage_file=''
note_usage() {
  local line
  [[ -n $usage_file ]] || return 0
  {
    if [[ $1 == start ]]; then
      printf 'load %s\n' "$(<"$PROC/loadavg")"
    fi
    read -r line <"$PROC/stat"
    printf '%s_stat %s\n' "$1" "$line"
    read -r line <"$PROC/uptime"
    printf '%s_uptime %s\n' "$1" "$line"
    # Not in a subshell, which has no children yet; the second line is that of the children.
    times >"$scratch/times"
    {
      read -r line
      read -r line
    } <"$scratch/times"
    printf '%s_times %s\n' "$1" "$line"
    if [[ $1 == end && -s $scratch/rss-peak ]]; then
      printf 'rss_peak %s\n' "$(<"$scratch/rss-peak")"
    fi
  } >>"$usage_file"
}

# stop_child: ends the child that is running, and waits for all of its group.
stop_child() {
  stop_watchdog
  # Set until it has ended, as a second signal kills it.
  [[ -z $child ]] || end_group "$child"
  child=''
}

# end_group GROUP
end_group() {
  local waited grace=${time_limits[grace]}
  kill -TERM -- "-$1" 2>/dev/null || return 0
  for ((waited = 0; waited < grace * 10; waited++)); do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
}
