#!/usr/bin/env bash
# Stops what setup.sh started and removes its files. Safe twice, and where setup.sh never ran.
set -euo pipefail
# Java's temporary files, of libraries among them, belong to this run too.
export WEIR_TMPDIR=$BENCH_WORK

exec "$BENCH_TOOLS/bin/weir-postgres" stop --work "$BENCH_WORK/postgres"
