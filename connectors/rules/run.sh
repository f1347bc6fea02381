#!/usr/bin/env bash
# run.sh MODE: one process with one cold, $BENCH_WARMUP warm-up and $BENCH_REPEATS measured runs;
# each of them adds a line to $BENCH_RECORD.
#
# Each run adds its alerts to one table, in a transaction of its own. After the process the alerts of each run are
# compared with those that were planted.
set -euo pipefail
# The temporary files of Java and its libraries go to the directory of this run.
export WEIR_TMPDIR=$BENCH_WORK
# shellcheck source=connectors/rules/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"
# shellcheck source=bench/lib/weir-build.sh
source "$BENCH_ROOT/bench/lib/weir-build.sh"

mode=${1:?usage: run.sh MODE}
set -a
# shellcheck source=/dev/null
source "$BENCH_WORK/postgres.env"
set +a

pipeline=$BENCH_ROOT/$fixture_pipelines/$mode.yaml
if [[ ! -f $pipeline ]]; then
  echo "run.sh: there is no mode $mode: no $fixture_pipelines/$mode.yaml; the modes are $modes $limit_mode." >&2
  exit 2
fi
set_startup_cache
records=$BENCH_WORK/records.jsonl
export BENCH_STATE=$BENCH_WORK/$mode-state.db
make_startup_cache "$pipeline"
rm -f -- "$records"
# Removes the alerts of that run.
"$BENCH_TOOLS/bin/weir-postgres" verify --table "$fixture_tables" --digest "$BENCH_WORK/emptied.json"
measured_weir "$pipeline" "$records"
exec "$BENCH_TOOLS/bin/weir-postgres" runs --table "bench_alerts_${mode//-/_}" --target "$fixture_tables" \
  --records "$records" --record "$BENCH_RECORD"
