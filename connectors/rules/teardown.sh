#!/usr/bin/env bash
# Stops the server of setup.sh and removes its files. Safe twice, and where setup.sh never ran.
set -euo pipefail

exec bash "$BENCH_ROOT/connectors/postgres/teardown.sh"
