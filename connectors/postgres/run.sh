#!/usr/bin/env bash
# run.sh MODE: one process with one cold, $BENCH_WARMUP warm-up and $BENCH_REPEATS measured runs;
# each of them adds a line to $BENCH_RECORD.
set -euo pipefail
# The temporary files of Java and its libraries go to the directory of this run.
export WEIR_TMPDIR=$BENCH_WORK
# shellcheck source=connectors/postgres/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"
# shellcheck source=bench/lib/weir-build.sh
source "$BENCH_ROOT/bench/lib/weir-build.sh"

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
set_startup_cache
if [[ -n ${BENCH_JVM_OPTIONS-} ]]; then
  export JAVA_TOOL_OPTIONS=$BENCH_JVM_OPTIONS
fi
make_startup_cache "$pipeline"
export BENCH_STATE=$BENCH_WORK/$mode-state.db
exec "$BENCH_DIST/bin/weir" run "$pipeline" --repeat $((1 + BENCH_WARMUP + BENCH_REPEATS)) --verify \
  --metrics "$BENCH_RECORD"
