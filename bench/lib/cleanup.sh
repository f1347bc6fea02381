# Cleans up, however the script ends. Sourced, never run.
# shellcheck shell=bash

# trap_signals FUNCTION: calls it at a signal that ends scripts, with the exit code for it.
trap_signals() {
  # shellcheck disable=SC2064 # the name is known now
  trap "$1 129" HUP
  # shellcheck disable=SC2064
  trap "$1 130" INT
  # shellcheck disable=SC2064
  trap "$1 143" TERM
}

interrupted() {
  leave_subshell
  end_progress
  say "Interrupted; cleaning up. A second signal ends at once."
  exit "$1"
}

# leave_subshell: a subshell that has just been forked may still have the traps of this script, whose files it must not
# remove.
leave_subshell() {
  if ((BASHPID != $$)); then
    trap - EXIT
    kill -KILL "$BASHPID"
  fi
}

# abandon STATUS: the second signal. Servers end with the lifeline; the next run removes the scratch directory.
abandon() {
  leave_subshell
  trap - EXIT
  say "Ended without cleaning up${connector:+; what setup.sh of $connector made may be left}."
  if [[ -n $child ]]; then
    kill -KILL -- "-$child" 2>/dev/null || true
  fi
  release_lock
  exit "$1"
}

clean_up() {
  local status=$?
  leave_subshell
  # Caught rather than ignored, as children would inherit ignored signals.
  trap_signals abandon
  trap - EXIT
  unless_fault "$status" || status=$?
  stop_child
  close_session || ((status)) || status=$EXIT_ENVIRONMENT
  report_partial
  remove_worktree
  release_lock
  if [[ -n $scratch ]]; then
    rm -rf -- "$scratch"
  fi
  exit "$status"
}

# remove_worktree: does nothing; compare.sh replaces it, see refs.sh.
remove_worktree() {
  :
}
