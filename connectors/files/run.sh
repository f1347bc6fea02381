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

mode=${1:?usage: run.sh MODE}
set -a
# shellcheck source=/dev/null
source "$BENCH_WORK/postgres.env"
set +a

if [[ $mode == "$limit_mode" || $mode == copy-load-csv ]]; then
  method=csv-out
  [[ $mode != copy-load-csv ]] || method=csv-in
  exec "$BENCH_TOOLS/bin/weir-postgres" pipe --table "$fixture_tables" --rows "$BENCH_ROWS" --method "$method" \
    --warmup "$BENCH_WARMUP" --repeats "$BENCH_REPEATS" --record "$BENCH_RECORD"
fi

pipeline=$BENCH_ROOT/$fixture_pipelines/$mode.yaml
if [[ ! -f $pipeline ]]; then
  echo "run.sh: there is no mode $mode: no $fixture_pipelines/$mode.yaml; the modes are $modes $limit_mode." >&2
  exit 2
fi
if [[ ${BENCH_AOT:-yes} == no ]]; then
  export WEIR_STARTUP_CACHE=off
fi
profile=()
if [[ -n ${BENCH_JVM_OPTIONS-} ]]; then
  profile=(env JAVA_TOOL_OPTIONS="$BENCH_JVM_OPTIONS")
  export WEIR_STARTUP_CACHE=off
fi

format=${mode#load-}
output=$BENCH_WORK/output
records=$BENCH_WORK/records.jsonl
input=$BENCH_WORK/input.$format

# The first process of a mode that loads a file makes the file.
if [[ $mode == load-* && ! -e $input ]]; then
  BENCH_OUTPUT=$BENCH_WORK/written BENCH_STATE=$BENCH_WORK/input-state.db WEIR_STARTUP_CACHE=off \
    "$BENCH_TOOLS/bin/weir" run "$BENCH_ROOT/$fixture_pipelines/$format.yaml"
  mv -- "$BENCH_WORK/written/$fixture_tables"/part-* "$input"
fi
export BENCH_INPUT=$input BENCH_OUTPUT=$output BENCH_STATE=$BENCH_WORK/$mode-state.db

# empty: removes what runs have written.
empty() {
  rm -rf -- "$output" "$records"
  "$BENCH_TOOLS/bin/weir-postgres" verify --table "$fixture_tables" --digest "$BENCH_WORK/emptied.json"
}

# The first run of a build makes the build's startup cache; no measured one does, nor runs meanwhile.
warm=$BENCH_WORK/warm-$(cksum <<<"$BENCH_DIST" | tr -dc 0-9)
if [[ ! -e $warm && ${WEIR_STARTUP_CACHE-} != off ]]; then
  BENCH_STATE=$BENCH_WORK/warm-state.db WEIR_STARTUP_CACHE=wait "$BENCH_DIST/bin/weir" run "$pipeline"
  : >"$warm"
fi
empty
${profile[@]+"${profile[@]}"} "$BENCH_DIST/bin/weir" run "$pipeline" \
  --repeat $((1 + BENCH_WARMUP + BENCH_REPEATS)) --metrics "$records"

# Parts are numbered in the order of the runs.
if [[ $mode != load-* ]]; then
  for part in "$output/$fixture_tables"/part-*; do
    BENCH_INPUT=$part BENCH_STATE=$BENCH_WORK/verify-state.db \
      "$BENCH_TOOLS/bin/weir" run "$BENCH_ROOT/$fixture_pipelines/load-$format.yaml"
  done
fi
rm -rf -- "$output"
exec "$BENCH_TOOLS/bin/weir-postgres" runs --table "$fixture_tables" --records "$records" --record "$BENCH_RECORD"
