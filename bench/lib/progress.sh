# Shows progress, and reports: a line that is replaced on a terminal, else plain lines. Sourced, never run.
# shellcheck shell=bash

# Whether a line of progress is shown.
progress_open=''
# How much of a line is shown, as a wrapped one could not be replaced.
progress_columns=79

# measure_terminal: to be called once.
measure_terminal() {
  local columns=''
  if [[ -t 2 ]]; then
    read -r _ columns < <(stty size <&2 2>/dev/null) || true
    if [[ $columns =~ ^[1-9][0-9]*$ ]] && ((columns > 1 && columns < 80)); then
      progress_columns=$((columns - 1))
    fi
  fi
}

# show_progress TEXT: on a terminal, replaces the last one.
show_progress() {
  if [[ -t 2 ]]; then
    printf '\r\033[K%.*s' "$progress_columns" "$1" >&2
    progress_open=yes
  fi
}

end_progress() {
  if [[ -n $progress_open ]]; then
    printf '\r\033[K' >&2
    progress_open=''
  fi
}

# show_done TEXT: reports a finished step where there is no terminal to show progress on.
show_done() {
  if ! [[ -t 2 ]]; then
    say "$1"
  fi
}

# report COMMAND [OPTIONS...]: prints the report of this benchmark run, if it recorded anything, and how to print it
# again.
reported=''
report() {
  local status=0
  [[ -n $recorded && -z $reported ]] || return 0
  reported=yes
  "$tools/bin/weir-bench" "$1" --results "$results" --run "$run_id" --color "${option[color]}" "${@:2}" || status=$?
  case $status in
    0) ;;
    "$EXIT_REGRESSED" | "$EXIT_INCONCLUSIVE" | "$EXIT_USAGE") keep_worst "$status" ;;
    *) keep_worst "$EXIT_ENVIRONMENT" ;;
  esac
  say "Run $run_id; to print its report again: $(redraw_command "$1")"
}

# redraw_command COMMAND
redraw_command() {
  printf '%q ' "$root/target/dist/bin/weir-bench" "$1" --results "$results" --run "$run_id"
}

# report_partial: what was recorded before a failure or an interruption.
report_partial() {
  if [[ -n $recorded && -z $reported ]]; then
    say "The report of what was measured so far:"
    report "$report_command"
  fi
}
