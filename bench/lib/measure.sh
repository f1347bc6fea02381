# Measures the planned processes one after another, and records each. Sourced, never run.
# shellcheck shell=bash

# BENCH_RESULTS names another file of results.
results=$(absolute_path "${BENCH_RESULTS:-$root/target/bench_results/results.jsonl}")
# The launchers and jars of the harness; see use_tools in build.sh.
tools=$root/target/dist

# The id of this benchmark run, recorded with each run of the engine; its time is UTC.
run_id=$(date -u +%Y%m%dT%H%M%SZ)-$$

# How long the machine's load by others is observed before each process, in seconds.
readonly IDLE_SECONDS=0.2

plan=()
step=0
started=0
# Whether a run was recorded, so that there is something to report.
recorded=''
# The last line of weir-bench record: the time of the last step, and the remaining time.
last_step=''
# Of the process that runs: see BENCH_AOT and BENCH_PROFILE in hooks.sh.
aot=yes
profile_dir=''

weir_bench() {
  exec "$tools/bin/weir-bench" "$@"
}

# call_tool NAME ARGUMENTS...: runs weir-bench NAME, with its output in a log that is shown if it fails.
call_tool() {
  local status=0 log=$scratch/tool-$1.log
  run_child "${time_limits[tool]}" "$log" weir_bench "$@" || status=$?
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

# make_plan ARGUMENTS...: fills plan with lines of iteration, position, and mode; or pair, position, arm and mode.
make_plan() {
  call_tool plan "$@" || return
  mapfile -t plan <"$scratch/tool-plan.log"
  step=0
  last_step=''
  deadline=${deadline:-${max_seconds:+$((SECONDS + max_seconds))}}
  printf -v started '%(%s)T' -1
}

# time_is_up: whether --max-time has passed since the first plan; says so once.
deadline=''
time_said=''
time_is_up() {
  [[ -n $deadline ]] && ((SECONDS >= deadline)) || return 1
  if [[ -z $time_said ]]; then
    end_progress
    say "--max-time ${option[max-time]} has passed after $((step - 1)) of ${#plan[@]} processes."
    time_said=yes
  fi
}

# measure LABEL MODE RECORD_ARGUMENTS...: runs one process, and records it. A mode whose name ends with NO_AOT runs
# without the startup cache.
measure() {
  local label="[$step/${#plan[@]}] $connector $1" mode=$2 status=0
  local hook_mode=${mode%"$NO_AOT"} record_arguments
  show_progress "$label${last_step:+, ${last_step#*, }}"
  rm -f -- "$scratch/record.jsonl" "$scratch/target.json"
  record_arguments=(
    --record "$scratch/record.jsonl" --results "$results" --facts "$scratch/facts.json"
    --environment "$scratch/environment.json" --connector "$connector" --mode "$mode" --rows "$rows"
    --environment-facts "${config[environment_facts]// /,}" --process "$scratch/process" --build-digest "$dist_digest"
    --warmup "$warmup" --repeats "$repeats" --run "$run_id" --seed "${option[seed]}"
    --step "$step" --steps "${#plan[@]}" --started "$started" "${harness_facts[@]}" "${@:3}"
  )
  run_process "$hook_mode" "$mode" || status=$?
  if ((status != 0)); then
    explain_failed_run "${record_arguments[@]}"
    return
  fi
  if verifies "$hook_mode"; then
    run_hook verify "$hook_mode" || return
    record_arguments+=(--target "$scratch/target.json")
  fi
  call_tool record "${record_arguments[@]}" || status=$?
  if ((status != 0)); then
    say "$connector: $1 was not recorded; the last lines of its run.sh:"
    show_tail "$scratch/run.log"
    return "$status"
  fi
  recorded=yes
  last_step=$(<"$scratch/tool-record.log")
  show_done "$label: $last_step"
}

# run_process HOOK_MODE MODE: one process, with what the system says of it in $scratch/process.
run_process() {
  local line status=0
  aot=yes
  [[ $2 != *"$NO_AOT" ]] || aot=no
  read -r line <"$PROC/stat"
  printf 'idle_stat %s\n' "$line" >"$scratch/process"
  sleep "$IDLE_SECONDS"
  usage_file=$scratch/process
  run_hook run "$1" || status=$?
  usage_file=''
  return "$status"
}

# verifies MODE: whether the harness itself takes the digest of what the mode has written.
verifies() {
  # shellcheck disable=SC2086 # lists of words
  has_hook verify && ! contains "$1" ${config[limit_mode]} ${config[peer_modes]}
}

# explain_failed_run RECORD_ARGUMENTS...: returns 4 where the records of a failed process show lost or altered rows,
# else 5.
explain_failed_run() {
  local status=0
  if [[ -s $scratch/record.jsonl ]]; then
    run_child "${time_limits[tool]}" "$scratch/check.log" weir_bench record --check-only "$@" || status=$?
  fi
  if ((status == EXIT_CORRECTNESS)); then
    show_tail "$scratch/check.log"
    return "$EXIT_CORRECTNESS"
  fi
  return "$EXIT_ENVIRONMENT"
}

# read_harness: the commit of scripts, hooks and fixtures, and whether they differ from it, recorded with each run.
harness_facts=()
read_harness() {
  local sha='' dirty=false
  if command -v git >/dev/null && sha=$(git -C "$root" rev-parse -q --verify HEAD 2>/dev/null); then
    [[ -z $(git -C "$root" status --porcelain -- bench connectors fixtures 2>/dev/null) ]] || dirty=true
  fi
  harness_facts=(--harness-sha "$sha" --harness-dirty "$dirty")
}
