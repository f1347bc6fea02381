#!/usr/bin/env bash
# verify.sh MODE: writes rows and digest of the target, which has the rows of the last run, to $BENCH_TARGET, and
# empties the target.
set -euo pipefail

exec bash "$BENCH_ROOT/connectors/postgres/verify.sh" "$@"
