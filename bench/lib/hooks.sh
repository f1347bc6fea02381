# Runs the hooks of a connector. Sourced, never run. This is their contract.
#
# A connector is benchmarked when its folder has a config.sh. The four hooks:
#
#   config.sh      assigns variables only; read in a subshell, so nothing in it leaks:
#                    default_rows compare_rows    rows in bench.sh and in compare.sh
#                    modes                        words, separated by spaces: what run.sh can do
#                    limit_mode                   a mode without the engine: what the server can do; may be empty
#                    compare_mode                 which of the modes compare.sh measures
#                    default_iters                rounds of bench.sh
#                    default_warmup               warm-up runs of a process, after its cold run; may be 0
#                    default_repeats              measured runs of a process
#   setup.sh       makes BENCH_ROWS rows, the same each time, and checks their count and hash
#   run.sh MODE    one process of one mode: one cold run, BENCH_WARMUP warm-up and BENCH_REPEATS measured runs;
#                  writes one record a run to BENCH_RECORD, one JSON object a line, numbered from 1 in "repeat";
#                  docs/run-record.schema.json describes it
#   teardown.sh    removes what setup.sh made; always runs, also after a failure or a signal; safe twice
#
# They are started by bash in the repository's root, without input, in a process group of their own, with
#
#   BENCH_ROOT       the repository's root
#   BENCH_CONNECTOR  the connector's name
#   BENCH_ROWS       how many rows
#   BENCH_WORK       a private directory, removed at the end
#   BENCH_TOOLS      the build of this tree, for setup.sh and teardown.sh
#   BENCH_DIST       the build that is measured, with bin/weir; equal to BENCH_TOOLS except in compare.sh
#   BENCH_POSTGRES   auto, embedded, docker or a URL
#   BENCH_LIFELINE   a FIFO that the harness holds open. A server that setup.sh starts reads it, and ends at
#                    end-of-file, so that it does not outlive a harness that was killed. (The harness's
#                    watchdog ends a hook in the same way.)
#   BENCH_WARMUP     see run.sh
#   BENCH_REPEATS    see run.sh
#   BENCH_RECORD     the file for the records; it does not exist yet
#   BENCH_FACTS      a file that setup.sh may write: one flat JSON object about server and data, such as
#                    {"provider": "embedded", "postgres": "18.6"}; "postgres" becomes part of the environment key
#   BENCH_NOTICES    a file to which a hook may append lines for the user, such as what a killed run left on a
#                    server; the harness prints them, also where the hook succeeds
#   JAVA_HOME        in run.sh only, and only with --jdk: the JDK to measure
#
# Where a hook fails, the harness prints its last lines, ends the connector's benchmark with exit code 5, and goes on
# with the next connector. Records of lost, altered or unverified rows are exit code 4, whatever that of the hook; they
# are not added to the results.
# shellcheck shell=bash

# hook_process FILE ARGUMENTS...: replaces the shell by the hook. Its settings are in the environment, as arguments
# are visible to all users and a URL may contain a password.
hook_process() {
  cd -- "$root" || return
  export BENCH_ROOT=$root BENCH_CONNECTOR=$connector BENCH_ROWS=$rows BENCH_WORK=$work \
    BENCH_TOOLS=$tools BENCH_DIST=$dist BENCH_POSTGRES=${option[postgres]} BENCH_LIFELINE=$scratch/lifeline \
    BENCH_WARMUP=$warmup BENCH_REPEATS=$repeats BENCH_RECORD=$scratch/record.jsonl BENCH_FACTS=$scratch/facts.json \
    BENCH_NOTICES=$scratch/notices.txt
  if [[ $1 == */run.sh && -n ${option[jdk]} ]]; then
    export JAVA_HOME=${option[jdk]}
  fi
  exec bash "$@"
}

# run_hook NAME ARGUMENTS...: returns 5, after printing its last lines, where the hook fails.
run_hook() {
  local status=0 log=$scratch/$1.log notice
  : >"$scratch/notices.txt"
  run_child "$log" hook_process "$connectors_dir/$connector/$1.sh" "${@:2}" || status=$?
  if [[ -s $scratch/notices.txt ]]; then
    end_progress
    while IFS= read -r notice || [[ -n $notice ]]; do
      say "$connector: $notice"
    done <"$scratch/notices.txt"
  fi
  if ((status != 0)); then
    end_progress
    say "$connector: ${1}.sh${2:+ $2} failed with exit code $status; its last lines:"
    show_tail "$log"
    return "$EXIT_ENVIRONMENT"
  fi
}
