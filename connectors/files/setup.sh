#!/usr/bin/env bash
# Starts a Postgres or uses that of a URL, and fills the source's table, as the Postgres connector's setup.sh does with
# this connector's config.sh. Then writes the table to a file of each format, for the modes that load one.
set -euo pipefail
# The temporary files of Java and its libraries go to the directory of this run.
export WEIR_TMPDIR=$BENCH_WORK
# shellcheck source=connectors/files/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"

bash "$BENCH_ROOT/connectors/postgres/setup.sh"

set -a
# shellcheck source=/dev/null
source "$BENCH_WORK/postgres.env"
set +a
for mode in $modes; do
  if [[ $mode == load-* ]]; then
    format=${mode#load-}
    BENCH_OUTPUT=$BENCH_WORK/input BENCH_STATE=$BENCH_WORK/input-state.db \
      "$BENCH_TOOLS/bin/weir" run "$BENCH_ROOT/$fixture_pipelines/$format.yaml"
    mkdir -p "$BENCH_WORK/input.$format"
    mv -- "$BENCH_WORK"/input/bench_events/*."$format" "$BENCH_WORK/input.$format/"
  fi
done
