# Runs the hooks of a connector. Sourced, never run. This is their contract.
#
# A connector is benchmarked when its folder has a config.sh. The four hooks:
#
#   config.sh      assigns variables only; read in a subshell, so nothing in it leaks:
#                    default_rows compare_rows    rows in bench.sh and in compare.sh
#                    modes                        words, separated by spaces: what run.sh can do
#                    limit_mode                   one more mode that shows what the server itself can do; may be empty
#                    compare_mode                 which of the modes compare.sh measures
#                    default_iters                rounds of bench.sh
#                    default_warmup               unmeasured runs of a process, after its cold one; 0 and up
#                    default_repeats              measured runs of a process
#   setup.sh       makes BENCH_ROWS rows, the same each time, and checks their count and hash
#   run.sh MODE    one process of one mode: one cold run, BENCH_WARMUP unmeasured and BENCH_REPEATS measured ones;
#                  writes one record a run to BENCH_RECORD, one JSON object a line, numbered from 1 in "repeat"
#   teardown.sh    removes what setup.sh made; always runs, also after a failure or a signal; safe twice
#
# They are started by bash in the repository's root, without input, in a process group of their own, with
#
#   BENCH_ROOT       the repository's root
#   BENCH_CONNECTOR  the connector's name
#   BENCH_ROWS       how many rows
#   BENCH_WORK       a private directory, removed at the end
#   BENCH_TOOLS      today's build: what setup.sh and teardown.sh use
#   BENCH_DIST       the build that is measured, with bin/weir; equal to BENCH_TOOLS but in compare.sh
#   BENCH_POSTGRES   auto, embedded, docker or a URL
#   BENCH_LIFELINE   a FIFO that the harness holds open. A server that setup.sh leaves behind reads it, and ends
#                    at end-of-file: then even a harness that was killed leaves nothing running. (A hook that
#                    runs at that moment is ended by the harness's guard in the same way.)
#   BENCH_WARMUP     see run.sh
#   BENCH_REPEATS    see run.sh
#   BENCH_RECORD     the file for the records; it does not exist yet
#   BENCH_FACTS      a file that setup.sh may write: one flat JSON object of what it found, such as
#                    {"provider": "embedded", "postgres": "18.6"}; "postgres" becomes part of the environment key
#   JAVA_HOME        in run.sh only, and only with --jdk: the JDK to measure
#
# A hook that fails is shown with its last lines and ends the connector's benchmark with exit code 5; the other
# connectors go on. Whether rows were lost is read from the records, whatever the hook's exit code: 4, and no sample.
# shellcheck shell=bash

# hook_process FILE ARGUMENTS...: becomes the hook. In the environment, as a URL may hold a password.
hook_process() {
  cd -- "$root" || return
  export BENCH_ROOT=$root BENCH_CONNECTOR=$connector BENCH_ROWS=$rows BENCH_WORK=$work \
    BENCH_TOOLS=$tools BENCH_DIST=$dist BENCH_POSTGRES=${option[postgres]} BENCH_LIFELINE=$scratch/lifeline \
    BENCH_WARMUP=$warmup BENCH_REPEATS=$repeats BENCH_RECORD=$scratch/record.jsonl BENCH_FACTS=$scratch/facts.json
  if [[ $1 == */run.sh && -n ${option[jdk]} ]]; then
    export JAVA_HOME=${option[jdk]}
  fi
  exec bash "$@"
}

# run_hook NAME ARGUMENTS...: 5 after showing the last lines of a hook that failed.
run_hook() {
  local status=0 log=$scratch/$1.log
  run_child "$log" hook_process "$connectors_dir/$connector/$1.sh" "${@:2}" || status=$?
  if ((status != 0)); then
    end_progress
    say "$connector: ${1}.sh${2:+ $2} failed with exit code $status; its last lines:"
    show_tail "$log"
    return "$EXIT_ENVIRONMENT"
  fi
}
