# Measures one process after the other, as planned, and records each. Sourced, never run.
# shellcheck shell=bash

# BENCH_RESULTS names another file of results.
results=${BENCH_RESULTS:-$root/target/bench_results/results.jsonl}
# The launchers and jars of today's build.
tools=$root/target/dist

# The harness's run, in every sample of it.
printf -v run_id '%(%Y%m%dT%H%M%SZ)T-%s' -1 "$$"

plan=()
step=0
started=0
progress_open=''
# What weir-bench said of the step before: its time, and the time left.
last_step=''

weir_bench() {
  exec "$tools/bin/weir-bench" "$@"
}

# show_progress TEXT: on a terminal, over the last one; cut, as a line that wraps could not be overwritten.
show_progress() {
  if [[ -t 2 ]]; then
    printf '\r\033[K%.79s' "$1" >&2
    progress_open=yes
  fi
}

end_progress() {
  if [[ -n $progress_open ]]; then
    printf '\r\033[K' >&2
    progress_open=''
  fi
}

# show_done TEXT: what a finished step adds where there is no terminal to overwrite.
show_done() {
  if ! [[ -t 2 ]]; then
    say "$1"
  fi
}

# call_tool NAME ARGUMENTS...: weir-bench NAME, its output in a log that is shown where it fails.
call_tool() {
  local status=0 log=$scratch/tool-$1.log
  run_child "$log" weir_bench "$@" || status=$?
  if ((status != 0)); then
    end_progress
    say "$connector: weir-bench $1 failed:"
    show_tail "$log"
    ((status == EXIT_CORRECTNESS)) || status=$EXIT_ENVIRONMENT
    return "$status"
  fi
}

# describe_environment: the machine, and the JDK that will be measured.
describe_environment() {
  local java_home=${option[jdk]:-${JAVA_HOME-}}
  JAVA_HOME=$java_home call_tool environment || return
  mv -- "$scratch/tool-environment.log" "$scratch/environment.json"
}

# make_plan ARGUMENTS...: fills plan with lines of iteration, position, what.
make_plan() {
  call_tool plan "$@" || return
  mapfile -t plan <"$scratch/tool-plan.log"
  step=0
  last_step=''
  printf -v started '%(%s)T' -1
}

# measure LABEL MODE RECORD_ARGUMENTS...: one process and its record.
measure() {
  local label="[$step/${#plan[@]}] $connector $1" mode=$2 status=0 load stat
  show_progress "$label${last_step:+, ${last_step#*, }}"
  rm -f -- "$scratch/record.jsonl"
  load=$(</proc/loadavg)
  read -r stat </proc/stat
  local about=(
    --record "$scratch/record.jsonl" --results "$results" --facts "$scratch/facts.json"
    --environment "$scratch/environment.json" --connector "$connector" --mode "$mode" --rows "$rows"
    --warmup "$warmup" --repeats "$repeats" --run "$run_id" --load-before "$load" --stat-before "$stat"
    --step "$step" --steps "${#plan[@]}" --started "$started" "${@:3}"
  )
  if ! run_hook run "$mode"; then
    explain_failed_run "${about[@]}"
    return
  fi
  call_tool record "${about[@]}" || status=$?
  if ((status != 0)); then
    say "$connector: nothing of $1 was recorded; its run.sh said:"
    show_tail "$scratch/run.log"
    return "$status"
  fi
  last_step=$(<"$scratch/tool-record.log")
  show_done "$label: $last_step"
}

# explain_failed_run RECORD_ARGUMENTS...: 4 where the records of a failed run show lost or altered rows, else 5.
explain_failed_run() {
  local status=0
  if [[ -s $scratch/record.jsonl ]]; then
    run_child "$scratch/check.log" weir_bench record --check-only "$@" || status=$?
  fi
  if ((status == EXIT_CORRECTNESS)); then
    show_tail "$scratch/check.log"
    return "$EXIT_CORRECTNESS"
  fi
  return "$EXIT_ENVIRONMENT"
}

# report COMMAND: weir-bench COMMAND of what this run recorded, if any connector came through.
report() {
  if [[ -n $measured ]]; then
    "$tools/bin/weir-bench" "$1" --results "$results" --run "$run_id" --color "${option[color]}" ||
      keep_worst "$EXIT_ENVIRONMENT"
  fi
}
