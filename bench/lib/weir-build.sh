# shellcheck shell=bash
# For check.sh and run.sh of connectors that measure bin/weir of the build in $BENCH_DIST.

# require_build: ends check.sh, with what is missing, unless the build has bin/weir.
require_build() {
  if [[ ! -x $BENCH_DIST/bin/weir ]]; then
    echo "the build has no bin/weir"
    exit 1
  fi
}

# require_jar NAME: the same for a jar of the product.
require_jar() {
  local jars=("$BENCH_DIST/lib/weir/$1"-[0-9]*.jar)
  if [[ ! -e ${jars[0]} ]]; then
    echo "the build has no $1 in lib/weir"
    exit 1
  fi
}

# require_pipeline FILE: the same for a fixture, a path below the root.
require_pipeline() {
  if [[ ! -f $BENCH_ROOT/$1 ]]; then
    echo "there is no $1"
    exit 1
  fi
}

# set_startup_cache: turns the startup cache off for --no-aot and under a profiler.
set_startup_cache() {
  if [[ ${BENCH_AOT:-yes} == no || -n ${BENCH_JVM_OPTIONS-} ]]; then
    export WEIR_STARTUP_CACHE=off
  fi
}

# make_startup_cache PIPELINE: the first run of a build makes the build's startup cache; no measured one does, nor runs
# meanwhile.
make_startup_cache() {
  local made
  made=$BENCH_WORK/warm-$(cksum <<<"$BENCH_DIST" | tr -dc 0-9)
  if [[ ! -e $made && ${WEIR_STARTUP_CACHE-} != off ]]; then
    BENCH_STATE=$BENCH_WORK/warm-state.db WEIR_STARTUP_CACHE=wait "$BENCH_DIST/bin/weir" run "$1"
    : >"$made"
  fi
}

# measured_weir PIPELINE RECORDS: runs the pipeline once cold, $BENCH_WARMUP times to warm up and $BENCH_REPEATS times to
# measure. RECORDS gets their records.
measured_weir() {
  # Of the measured process alone.
  local profiled=()
  if [[ -n ${BENCH_JVM_OPTIONS-} ]]; then
    profiled=(env JAVA_TOOL_OPTIONS="$BENCH_JVM_OPTIONS")
  fi
  "${profiled[@]}" "$BENCH_DIST/bin/weir" run "$1" --repeat $((1 + BENCH_WARMUP + BENCH_REPEATS)) --metrics "$2"
}
