# The benchmark of one connector from setup to teardown, and what is cleaned up however it ends. Sourced, never run.
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

# begin: makes the scratch directory; from here on, whatever ends the script, but SIGKILL, cleans up first.
begin() {
  local work_root=$root/target/bench_work
  trap 'interrupted 129' HUP
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM
  trap clean_up EXIT
  if ! mkdir -p -- "$work_root" || ! mkdir -m 700 -- "$work_root/$owner"; then
    say "Nothing can be written to $root/target."
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
  # Caught rather than ignored, as children would inherit that.
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

# remove_worktree: compare.sh has one, see refs.sh.
remove_worktree() {
  :
}

# open_session CONNECTOR ROWS: a private directory, the lifeline, setup.sh.
open_session() {
  work=$scratch/work
  mkdir -- "$work"
  mkfifo -m 600 -- "$scratch/lifeline"
  # For reading too, as opening a FIFO for writing alone waits for a reader.
  exec {lifeline}<>"$scratch/lifeline"
  rows=$2
  warmup=${option[warmup]:-${config[default_warmup]}}
  repeats=${config[default_repeats]}
  dist=$tools
  connector=$1
  say "$connector: preparing $rows rows"
  run_hook setup
}

# close_session: teardown.sh, then nothing of the session is left. Does nothing where none is open.
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

# measure_connectors ROWS_NAME: a session for each selected connector, with the script's measure_samples in it; one
# that fails does not keep the others from theirs. ROWS_NAME is what config.sh calls the number of rows.
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
