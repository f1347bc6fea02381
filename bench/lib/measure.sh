# Measures the planned processes one after another, and records each. Sourced, never run.
# shellcheck shell=bash

# BENCH_RESULTS names another file of results.
results=${BENCH_RESULTS:-$root/target/bench_results/results.jsonl}
# The launchers and jars of this tree's build.
tools=$root/target/dist

# The id of this benchmark run, recorded with each run of the engine.
printf -v run_id '%(%Y%m%dT%H%M%SZ)T-%s' -1 "$$"

plan=()
step=0
started=0
progress_open=''
# The last line of weir-bench record: the time of the last step, and the remaining time.
last_step=''

weir_bench() {
  exec "$tools/bin/weir-bench" "$@"
}

# show_progress TEXT: on a terminal, replaces the last one; truncated, as a wrapped line could not be replaced.
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

# show_done TEXT: reports a finished step where there is no terminal to show progress on.
show_done() {
  if ! [[ -t 2 ]]; then
    say "$1"
  fi
}

# call_tool NAME ARGUMENTS...: runs weir-bench NAME, with its output in a log that is shown if it fails.
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

# describe_environment: describes the machine, and the JDK that is measured.
describe_environment() {
  local java_home=${option[jdk]:-${JAVA_HOME-}}
  JAVA_HOME=$java_home call_tool environment || return
  mv -- "$scratch/tool-environment.log" "$scratch/environment.json"
}

# make_plan ARGUMENTS...: fills plan with lines of iteration, position, and mode or arm.
make_plan() {
  call_tool plan "$@" || return
  mapfile -t plan <"$scratch/tool-plan.log"
  step=0
  last_step=''
  printf -v started '%(%s)T' -1
}

# measure LABEL MODE RECORD_ARGUMENTS...: runs one process, and records it.
measure() {
  local label="[$step/${#plan[@]}] $connector $1" mode=$2 status=0 load stat
  show_progress "$label${last_step:+, ${last_step#*, }}"
  rm -f -- "$scratch/record.jsonl"
  load=$(</proc/loadavg)
  read -r stat </proc/stat
  local record_arguments=(
    --record "$scratch/record.jsonl" --results "$results" --facts "$scratch/facts.json"
    --environment "$scratch/environment.json" --connector "$connector" --mode "$mode" --rows "$rows"
    --warmup "$warmup" --repeats "$repeats" --run "$run_id" --load-before "$load" --stat-before "$stat"
    --step "$step" --steps "${#plan[@]}" --started "$started" "${@:3}"
  )
  if ! run_hook run "$mode"; then
    explain_failed_run "${record_arguments[@]}"
    return
  fi
  call_tool record "${record_arguments[@]}" || status=$?
  if ((status != 0)); then
    say "$connector: $1 was not recorded; the last lines of its run.sh:"
    show_tail "$scratch/run.log"
    return "$status"
  fi
  last_step=$(<"$scratch/tool-record.log")
  show_done "$label: $last_step"
}

# explain_failed_run RECORD_ARGUMENTS...: returns 4 where the records of a failed process show lost or altered rows,
# else 5.
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

# report COMMAND: runs weir-bench COMMAND for this benchmark run, if any connector was measured.
report() {
  if [[ -n $measured ]]; then
    "$tools/bin/weir-bench" "$1" --results "$results" --run "$run_id" --color "${option[color]}" ||
      keep_worst "$EXIT_ENVIRONMENT"
  fi
}
