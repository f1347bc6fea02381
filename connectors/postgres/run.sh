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

if [[ " $limit_mode $peer_modes " == *" $mode "* ]]; then
  exec "$BENCH_TOOLS/bin/weir-postgres" pipe --table "$fixture_tables" --rows "$BENCH_ROWS" \
    --method "${peer_methods[$mode]:-auto}" \
    --warmup "$BENCH_WARMUP" --repeats "$BENCH_REPEATS" --record "$BENCH_RECORD"
fi

pipeline=$BENCH_ROOT/$fixture_pipelines/$mode.yaml
if [[ ! -f $pipeline ]]; then
  echo "run.sh: there is no mode $mode: no $fixture_pipelines/$mode.yaml; the modes are $modes $limit_mode $peer_modes." >&2
  exit 2
fi
if [[ ${BENCH_AOT:-yes} == no ]]; then
  export WEIR_STARTUP_CACHE=off
fi
if [[ -n ${BENCH_JVM_OPTIONS-} ]]; then
  export JAVA_TOOL_OPTIONS=$BENCH_JVM_OPTIONS WEIR_STARTUP_CACHE=off
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
