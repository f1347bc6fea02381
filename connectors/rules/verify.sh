#!/usr/bin/env bash
# verify.sh MODE: writes rows and digest of the last run's alerts to $BENCH_TARGET, and removes them.
set -euo pipefail

exec bash "$BENCH_ROOT/connectors/postgres/verify.sh" "$@"
