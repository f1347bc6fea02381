# The benchmark of one connector from setup to teardown, and the cleanup, however it ends. Sourced, never run.
# shellcheck shell=bash

# The script's own directory: logs, the lifeline, the records of one process.
scratch=''

# Of the session that is open; connector is empty if none is.
connector=''
work=''
rows=''
warmup=''
repeats=''
# The build that is measured, and its digest.
dist=''
dist_digest=''

# begin: makes the scratch directory. From here on, whatever ends the script cleans up first, except SIGKILL.
begin() {
  local work_root=$root/target/bench_work
  trap 'interrupted 129' HUP
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
  trap clean_up EXIT
  if ! mkdir -p -- "$work_root" || ! mkdir -m 700 -- "$work_root/$owner"; then
    say "Cannot write to $root/target."
    exit "$EXIT_ENVIRONMENT"
  fi
  scratch=$work_root/$owner
  open_guard
  take_lock || exit
  remove_stale_scratch "$work_root"
  measure_terminal
  read_harness
}

# remove_stale_scratch DIRECTORY: removes the scratch directories in it whose owner was killed.
remove_stale_scratch() {
  local directory
  for directory in "$1"/[0-9]*-[0-9]*; do
    if [[ -d $directory ]] && owner_has_ended "${directory##*/}"; then
      rm -rf -- "$directory" || say "$directory, left by a run that was killed, could not be removed."
    fi
  done
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
  trap 'abandon 129' HUP
  trap 'abandon 130' INT
  trap 'abandon 143' TERM
  trap - EXIT
  if ((status == EXIT_REGRESSED)) && [[ -z $gated ]]; then
    say "${0##*/}: internal error: a command failed unexpectedly; please report it."
    status=$EXIT_INTERNAL
  fi
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

# enter CONNECTOR ROWS: the settings of a session, before its setup.
enter() {
  rows=$2
  warmup=${option[warmup]:-${config[default_warmup]}}
  repeats=${option[repeats]:-${config[default_repeats]}}
  dist=$tools
  dist_digest=$tools_digest
  work=$scratch/work
  mkdir -- "$work"
}

# open_session: makes the lifeline, and runs setup.sh.
open_session() {
  mkfifo -m 600 -- "$scratch/lifeline"
  # Also for reading, as opening a FIFO only for writing blocks until there is a reader.
  exec {lifeline}<>"$scratch/lifeline"
  say "$connector: preparing $rows rows"
  run_hook setup
}

# close_session: runs teardown.sh, where setup.sh was started, and removes all files of the session. Does nothing where
# none is open.
close_session() {
  local status=0
  if [[ -n $lifeline ]]; then
    dist=$tools
    run_hook teardown || status=$?
    exec {lifeline}>&-
    lifeline=''
  fi
  connector=''
  if [[ -n $work ]]; then
    rm -rf -- "$work" "$scratch/lifeline" "$scratch/facts.json"
    work=''
  fi
  return "$status"
}

# measure_connectors ROWS_NAME: runs the script's measure_samples in a session of each selected connector; where one
# fails, it goes on with the next. ROWS_NAME is the variable of config.sh with the number of rows.
measure_connectors() {
  local name status
  for name in "${selected[@]}"; do
    status=0
    measure_connector "$name" "$1" || status=$?
    ((status == 0)) || keep_worst "$status"
  done
}

# measure_connector CONNECTOR ROWS_NAME: calls the script's prepare_samples before setup.sh, for what can be known
# without a server.
measure_connector() {
  local status=0
  read_config "$1" || return
  connector=$1
  enter "$1" "${option[rows]:-${config[$2]}}"
  prepare_samples || status=$?
  ((status)) || open_session || status=$?
  ((status)) || measure_samples || status=$?
  close_session || keep_worst $?
  return "$status"
}
