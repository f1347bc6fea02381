# The benchmark of one connector from setup to teardown. Sourced, never run.
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
  trap_signals interrupted
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
