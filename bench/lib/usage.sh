# Reads what the system says of a process that is measured. Sourced, never run.
# shellcheck shell=bash

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
    note_pressure "$1"
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

# note_pressure start|end: the line of `some` of each resource, where the kernel reports pressure.
note_pressure() {
  local resource line
  for resource in cpu io memory; do
    # The files exist, but cannot be read, where pressure was turned off at boot.
    if { read -r line <"$PROC/pressure/$resource"; } 2>/dev/null; then
      printf '%s_psi_%s %s\n' "$1" "$resource" "$line"
    fi
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
