#!/usr/bin/env bash
# run.sh MODE: one process with one cold, $BENCH_WARMUP warm-up and $BENCH_REPEATS measured runs;
# each of them adds a line to $BENCH_RECORD.
set -euo pipefail
# The temporary files of Java and its libraries go to the directory of this run.
export WEIR_TMPDIR=$BENCH_WORK
# shellcheck source=connectors/postgres/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"

mode=${1:?usage: run.sh MODE}
set -a
# shellcheck source=/dev/null
source "$BENCH_WORK/postgres.env"
set +a

if [[ $mode == "$limit_mode" || $mode == pipe-text ]]; then
  method=auto
  [[ $mode != pipe-text ]] || method=psql-text
  exec "$BENCH_TOOLS/bin/weir-postgres" pipe --table "$fixture_tables" --rows "$BENCH_ROWS" --method "$method" \
    --warmup "$BENCH_WARMUP" --repeats "$BENCH_REPEATS" --record "$BENCH_RECORD"
fi

# profiler_options: JVM options that profile CPU time and allocation into $BENCH_PROFILE: a flame graph by
# async-profiler, whose library ASYNC_PROFILER_LIB names, else a recording by JFR, which each JDK has. async-profiler
# needs perf events, which containers often forbid; itimer does not.
profiler_options() {
  if [[ -n ${ASYNC_PROFILER_LIB-} && -r $ASYNC_PROFILER_LIB ]]; then
    printf "'-agentpath:%s=start,event=itimer,file=%s/cpu.html,title=CPU time of %s'" \
      "$ASYNC_PROFILER_LIB" "$BENCH_PROFILE" "$mode"
  else
    printf "'-XX:StartFlightRecording=filename=%s/recording.jfr,settings=profile,dumponexit=true'" "$BENCH_PROFILE"
  fi
}

pipeline=$BENCH_ROOT/$fixture_pipelines/$mode.yaml
if [[ ! -f $pipeline ]]; then
  echo "run.sh: there is no mode $mode: no $fixture_pipelines/$mode.yaml; the modes are $modes $limit_mode." >&2
  exit 2
fi
if [[ ${BENCH_AOT:-yes} == no ]]; then
  export WEIR_STARTUP_CACHE=off
fi
if [[ -n ${BENCH_PROFILE-} ]]; then
  JAVA_TOOL_OPTIONS=$(profiler_options)
  export JAVA_TOOL_OPTIONS WEIR_STARTUP_CACHE=off
fi
# The first run of a build makes the build's startup cache; no measured one does, nor runs meanwhile.
warm=$BENCH_WORK/warm-$(cksum <<<"$BENCH_DIST" | tr -dc 0-9)
if [[ ! -e $warm && ${WEIR_STARTUP_CACHE-} != off ]]; then
  BENCH_STATE=$BENCH_WORK/warm-state.db WEIR_STARTUP_CACHE=wait "$BENCH_DIST/bin/weir" run "$pipeline"
  : >"$warm"
fi
export BENCH_STATE=$BENCH_WORK/$mode-state.db
exec "$BENCH_DIST/bin/weir" run "$pipeline" --repeat $((1 + BENCH_WARMUP + BENCH_REPEATS)) --verify \
  --metrics "$BENCH_RECORD"
