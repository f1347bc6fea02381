# Lets one harness measure at a time on this machine. Sourced, never run.
# shellcheck shell=bash

# Where each harness that runs has a file with its owner in its name; see BENCH_LOCKS in bench.sh -h.
locks_dir=${BENCH_LOCKS:-/tmp}
# This harness's file; empty if it has none.
lock=''

# take_lock: returns 5, after a message, where another harness runs. Each puts its file there before it looks for
# others, so of two that start at the same moment both may give up, but never both go on.
take_lock() {
  local file=$locks_dir/weir-bench-$owner.lock other
  # Never follows a link that another user has put there.
  if ! (set -C && umask 022 && printf '%s\n' "$root" >"$file") 2>/dev/null; then
    say "Cannot write to $locks_dir, where benchmarks find each other; set BENCH_LOCKS to another directory."
    return "$EXIT_ENVIRONMENT"
  fi
  lock=$file
  for other in "$locks_dir"/weir-bench-*.lock; do
    if [[ $other != "$lock" ]] && ! release_ended "$other"; then
      return "$EXIT_ENVIRONMENT"
    fi
  done
}

# release_ended FILE: removes the file of a harness that was killed; returns 1, after a message, where it still runs.
release_ended() {
  local name=${1##*/weir-bench-} place=''
  name=${name%.lock}
  if ! [[ $name =~ ^[0-9]+-[0-9]+$ ]] || owner_has_ended "$name"; then
    rm -f -- "$1" 2>/dev/null || true
    return 0
  fi
  { read -r place <"$1"; } 2>/dev/null || true
  say "Another benchmark is running on this machine: process ${name%-*}${place:+ in $place}." \
    "Both would disturb each other; start this one again when that one has ended."
  return 1
}

release_lock() {
  if [[ -n $lock ]]; then
    rm -f -- "$lock"
    lock=''
  fi
}
