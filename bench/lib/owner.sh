# Owners of directories: who made one is in its name, so that others can tell whether it still runs. Sourced, never run.
# shellcheck shell=bash

# process_start PID: prints the process's start time in clock ticks since boot, see proc_pid_stat(5); fails where no
# such process runs.
process_start() {
  local stat fields
  { stat=$(<"$PROC/$1/stat"); } 2>/dev/null || return
  # The command's name, in parentheses, may contain anything; the state follows it, as field 3.
  read -r -a fields <<<"${stat##*) }"
  # A zombie has ended, but its parent has not waited for it.
  [[ ${fields[0]} != Z ]] || return
  printf '%s' "${fields[19]}"
}

# This process as an owner: its id and its start time, as another process may get the same id later.
owner=$$-$(process_start "$$")

# owner_has_ended OWNER: whether the process no longer runs.
owner_has_ended() {
  local start
  start=$(process_start "${1%%-*}") || return 0
  [[ $start != "${1#*-}" ]]
}
