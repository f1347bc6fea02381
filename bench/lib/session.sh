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
dist=''

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
  remove_stale_scratch "$work_root"
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
  end_progress
  say "Interrupted; cleaning up."
  exit "$1"
}

clean_up() {
  local status=$?
  # Caught rather than ignored, as children would inherit ignored signals.
  trap : HUP INT TERM
  trap - EXIT
  stop_child
  close_session || ((status)) || status=$EXIT_ENVIRONMENT
  remove_worktree
  if [[ -n $scratch ]]; then
    rm -rf -- "$scratch"
  fi
  exit "$status"
}

# remove_worktree: does nothing; compare.sh replaces it, see refs.sh.
remove_worktree() {
  :
}

# open_session CONNECTOR ROWS: makes a private directory and the lifeline, and runs setup.sh.
open_session() {
  work=$scratch/work
  mkdir -- "$work"
  mkfifo -m 600 -- "$scratch/lifeline"
  # Also for reading, as opening a FIFO only for writing blocks until there is a reader.
  exec {lifeline}<>"$scratch/lifeline"
  rows=$2
  warmup=${option[warmup]:-${config[default_warmup]}}
  repeats=${config[default_repeats]}
  dist=$tools
  connector=$1
  say "$connector: preparing $rows rows"
  run_hook setup
}

# close_session: runs teardown.sh and removes all files of the session. Does nothing where none is open.
close_session() {
  local status=0
  if [[ -n $connector ]]; then
    dist=$tools
    run_hook teardown || status=$?
    connector=''
  fi
  if [[ -n $lifeline ]]; then
    exec {lifeline}>&-
    lifeline=''
  fi
  if [[ -n $work ]]; then
    rm -rf -- "$work" "$scratch/lifeline" "$scratch/facts.json"
    work=''
  fi
  return "$status"
}

# measure_connectors ROWS_NAME: runs the script's measure_samples in a session of each selected connector; where one
# fails, it goes on with the next. ROWS_NAME is the variable of config.sh with the number of rows.
measured=''
measure_connectors() {
  local name status
  for name in "${selected[@]}"; do
    status=0
    measure_connector "$name" "$1" || status=$?
    if ((status == 0)); then
      measured=yes
    else
      keep_worst "$status"
    fi
  done
}

measure_connector() {
  local status=0
  read_config "$1" || return
  open_session "$1" "${option[rows]:-${config[$2]}}" || status=$?
  if ((status == 0)); then
    measure_samples || status=$?
  fi
  close_session || keep_worst $?
  return "$status"
}
