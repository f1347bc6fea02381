# Runs the hooks of a connector. Sourced, never run. This is their contract.
#
# A connector is benchmarked when its folder has a config.sh. The hooks, of which check.sh and verify.sh are optional:
#
#   config.sh      assigns variables, and starts nothing; sourced in a subshell, so nothing in it leaks: once for options,
#                  then with their variables exported, as all else may depend on them:
#                    default_rows compare_rows    rows in bench.sh and in compare.sh
#                    modes                        words, separated by spaces: what run.sh can do
#                    limit_mode                   a mode without the engine: what the server can do; may be empty
#                    peer_modes                   modes of other programs, measured with --peers; may be empty
#                    compare_mode                 which of the modes compare.sh measures
#                    default_iters                rounds of bench.sh
#                    default_warmup               warm-up runs of a process, after its cold run; may be 0
#                    default_repeats              measured runs of a process
#                    environment_facts            which facts of setup.sh belong to the environment, such as the
#                                                 version of the server: runs that differ in them are not compared
#                    options                      an array of the connector's own options, each one
#                                                 'name|VARIABLE|default|help|patterns': --name VALUE is given to
#                                                 config.sh and all hooks as VARIABLE; VALUE matches one of the
#                                                 patterns; VARIABLE may be unset where options is read
#   check.sh MODE  without a server: whether BENCH_DIST can do MODE; if not, it fails, and the last line of its output
#                  says what is missing
#   setup.sh       makes BENCH_ROWS rows, the same each time, and checks their count and hash. A mode whose runs leave
#                  other rows in the target than they read has its own facts: MODE.rows and MODE.digest of the target,
#                  computed without the product
#   run.sh MODE    one process of one mode: one cold run, BENCH_WARMUP warm-up and BENCH_REPEATS measured runs;
#                  writes one record a run to BENCH_RECORD, one JSON object a line, numbered from 1 in "repeat";
#                  docs/run-record.schema.json describes it
#   verify.sh MODE after each process that is not of limit_mode or peer_modes, which belong to the harness and verify
#                  their runs themselves: writes {"rows": N, "digest": "..."} of the target to BENCH_TARGET, computed by
#                  BENCH_TOOLS, and empties the target. The harness compares it with the facts MODE.rows and MODE.digest
#                  of setup.sh, or without them with rows and digest, so no sample depends on what the measured build
#                  says of itself alone.
#   teardown.sh    removes what setup.sh made; always runs, also after a failure or a signal; safe twice
#
# They are started by bash in the repository's root, without input, in a process group of their own, with
#
#   BENCH_ROOT       the repository's root
#   BENCH_CONNECTOR  the connector's name
#   BENCH_ROWS       how many rows
#   BENCH_WORK       a private directory, removed at the end
#   BENCH_TOOLS      a copy of this tree's build, for all hooks but run.sh
#   BENCH_DIST       a copy of the build that is measured, with bin/weir; in bench.sh the same as BENCH_TOOLS
#   BENCH_LIFELINE   a FIFO that the harness holds open. A server that setup.sh starts reads it, and ends at
#                    end-of-file, so that it does not outlive a harness that was killed. (The harness's
#                    watchdog ends a hook in the same way.)
#   BENCH_WARMUP     see run.sh
#   BENCH_REPEATS    see run.sh
#   BENCH_RECORD     the file for the records; it does not exist yet
#   BENCH_AOT        in run.sh: no if the product's startup cache must not be used, else yes
#   BENCH_PROFILE    in run.sh: a directory for profiles of this process, which is not recorded; else empty
#   BENCH_JVM_OPTIONS
#                    in run.sh, and only with BENCH_PROFILE: for JAVA_TOOL_OPTIONS of a JVM that is measured; it then
#                    writes BENCH_PROFILE/profile.jfr, which the harness draws as flame graphs
#   BENCH_FACTS      a file that setup.sh may write: one flat JSON object about server and data, such as
#                    {"provider": "embedded", "server": "18.6", "rows": 1000, "digest": "c0ffee"}
#   BENCH_TARGET     see verify.sh
#   BENCH_NOTICES    a file to which a hook may append lines for the user, such as what a killed run left on a
#                    server; the harness prints them, also where the hook succeeds
#   JAVA_HOME        in run.sh only, and only with --jdk: the JDK to measure
#
# Where a hook fails, the harness prints its last lines, ends the connector's benchmark with exit code 5, and goes on
# with the next connector. Records of lost, altered or unverified rows are exit code 4, whatever that of the hook; they
# are not added to the results. A hook that runs longer than its limit is ended and counts as failed.
# shellcheck shell=bash

# The exit code of a child that was ended at its limit, as that of timeout(1).
readonly TIMED_OUT=124

# Seconds, generous: they end what hangs. grace is the time from SIGTERM to SIGKILL; the engine ends a run within ten
# seconds.
declare -A time_limits=(
  [build]=3600 [check]=300 [setup]=3600 [run]=7200 [verify]=3600 [teardown]=300 [tool]=600 [grace]=15
)

# read_time_limits: takes those of the environment, such as BENCH_LIMIT_SETUP.
read_time_limits() {
  local name variable
  for name in "${!time_limits[@]}"; do
    variable=BENCH_LIMIT_${name^^}
    if [[ -n ${!variable-} ]]; then
      require_positive "$variable" "${!variable}"
      time_limits[$name]=${!variable}
    fi
  done
}

# has_hook NAME
has_hook() {
  [[ -e $connectors_dir/$connector/$1.sh ]]
}

# hook_process FILE ARGUMENTS...: replaces the shell by the hook. Its settings are in the environment, as arguments
# are visible to all users and a URL may contain a password.
hook_process() {
  cd -- "$root" || return
  export_options
  export BENCH_ROOT=$root BENCH_CONNECTOR=$connector BENCH_ROWS=$rows BENCH_WORK=$work \
    BENCH_TOOLS=$tools BENCH_DIST=$dist BENCH_LIFELINE=$scratch/lifeline \
    BENCH_WARMUP=$warmup BENCH_REPEATS=$repeats BENCH_RECORD=$scratch/record.jsonl BENCH_FACTS=$scratch/facts.json \
    BENCH_TARGET=$scratch/target.json BENCH_NOTICES=$scratch/notices.txt BENCH_AOT=$aot BENCH_PROFILE=$profile_dir \
    BENCH_JVM_OPTIONS=$jvm_options
  if [[ $1 == */run.sh && -n ${option[jdk]} ]]; then
    export JAVA_HOME=${option[jdk]}
  fi
  exec bash "$@"
}

# run_hook NAME ARGUMENTS...: returns 5, after printing its last lines, where the hook fails.
run_hook() {
  local status=0 log=$scratch/$1.log notice
  : >"$scratch/notices.txt"
  run_child "${time_limits[$1]}" "$log" hook_process "$connectors_dir/$connector/$1.sh" "${@:2}" || status=$?
  if [[ -s $scratch/notices.txt ]]; then
    end_progress
    while IFS= read -r notice || [[ -n $notice ]]; do
      say "$connector: $notice"
    done <"$scratch/notices.txt"
  fi
  if ((status != 0)); then
    end_progress
    if ((status == TIMED_OUT)); then
      say "$connector: $1.sh${2:+ $2} was ended after ${time_limits[$1]} s, see BENCH_LIMIT_${1^^}; its last lines:"
    else
      say "$connector: $1.sh${2:+ $2} failed with exit code $status; its last lines:"
    fi
    show_tail "$log"
    return "$EXIT_ENVIRONMENT"
  fi
}

# check_mode MODE BUILD: whether a build can do a mode; returns 1 and sets missing to the reason where it cannot.
missing=''
check_mode() {
  local log=$scratch/check.log status=0
  missing=''
  has_hook check || return 0
  dist=$2
  run_child "${time_limits[check]}" "$log" hook_process "$connectors_dir/$connector/check.sh" "$1" || status=$?
  dist=$tools
  if ((status != 0)); then
    missing=$(tail -n 1 -- "$log")
    missing=${missing:-check.sh failed with exit code $status and said nothing}
    return 1
  fi
}
