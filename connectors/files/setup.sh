#!/usr/bin/env bash
# Starts a Postgres or uses that of a URL, and fills the source's table, as the Postgres connector's setup.sh does with
# this connector's config.sh.
set -euo pipefail

exec bash "$BENCH_ROOT/connectors/postgres/setup.sh"
