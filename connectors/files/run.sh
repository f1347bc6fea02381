#!/usr/bin/env bash
# run.sh MODE: one process with one cold, $BENCH_WARMUP warm-up and $BENCH_REPEATS measured runs;
# each of them adds a line to $BENCH_RECORD.
#
# The process appends, to a folder or to the target's table. After it, the parts of the folder are loaded into the
# table, one after another, and the rows of each run are digested.
set -euo pipefail
# The temporary files of Java and its libraries go to the directory of this run.
export WEIR_TMPDIR=$BENCH_WORK
# shellcheck source=connectors/files/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"
# shellcheck source=bench/lib/weir-build.sh
source "$BENCH_ROOT/bench/lib/weir-build.sh"

mode=${1:?usage: run.sh MODE}
set -a
# shellcheck source=/dev/null
source "$BENCH_WORK/postgres.env"
set +a

if [[ -n ${copy_methods[$mode]-} ]]; then
  exec "$BENCH_TOOLS/bin/weir-postgres" pipe --table "$fixture_tables" --rows "$BENCH_ROWS" \
    --method "${copy_methods[$mode]}" --warmup "$BENCH_WARMUP" --repeats "$BENCH_REPEATS" --record "$BENCH_RECORD"
fi

pipeline=$BENCH_ROOT/$fixture_pipelines/$mode.yaml
if [[ ! -f $pipeline ]]; then
  echo "run.sh: there is no mode $mode: no $fixture_pipelines/$mode.yaml; the modes are $modes $limit_mode $peer_modes." >&2
  exit 2
fi
set_startup_cache

format=${mode#"$fixture_prefix"}
format=${format#load-}
load=${fixture_prefix}load-$format
output=$BENCH_WORK/output
records=$BENCH_WORK/records.jsonl
input=$BENCH_WORK/input.$format

# The first process of a mode that loads a file makes the file.
if [[ $mode == "$load" && ! -e $input ]]; then
  BENCH_OUTPUT=$BENCH_WORK/written BENCH_STATE=$BENCH_WORK/input-state.db WEIR_STARTUP_CACHE=off \
    "$BENCH_TOOLS/bin/weir" run "$BENCH_ROOT/$fixture_pipelines/$fixture_prefix$format.yaml"
  mv -- "$BENCH_WORK/written/$fixture_tables"/part-* "$input"
fi
export BENCH_INPUT=$input BENCH_OUTPUT=$output BENCH_STATE=$BENCH_WORK/$mode-state.db

make_startup_cache "$pipeline"
# Removes what that run and the process before have written.
rm -rf -- "$output" "$records"
"$BENCH_TOOLS/bin/weir-postgres" verify --table "$fixture_tables" --digest "$BENCH_WORK/emptied.json"
measured_weir "$pipeline" "$records"

# Parts are numbered in the order of the runs.
if [[ $mode != "$load" ]]; then
  for part in "$output/$fixture_tables"/part-*; do
    BENCH_INPUT=$part BENCH_STATE=$BENCH_WORK/verify-state.db \
      "$BENCH_TOOLS/bin/weir" run "$BENCH_ROOT/$fixture_pipelines/$load.yaml"
  done
fi
rm -rf -- "$output"
exec "$BENCH_TOOLS/bin/weir-postgres" runs --table "$fixture_tables" --records "$records" --record "$BENCH_RECORD"
