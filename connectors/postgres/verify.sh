#!/usr/bin/env bash
# verify.sh MODE: writes rows and digest of the targets, computed by this tree's build, to $BENCH_TARGET, and empties the
# targets, so that the next process cannot pass with rows that this one has written.
set -euo pipefail
# The temporary files of Java and its libraries go to the directory of this run.
export WEIR_TMPDIR=$BENCH_WORK
# shellcheck source=connectors/postgres/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"

set -a
# shellcheck source=/dev/null
source "$BENCH_WORK/postgres.env"
set +a
exec "$BENCH_TOOLS/bin/weir-postgres" verify --table "$fixture_tables" --digest "$BENCH_TARGET"
