#!/usr/bin/env bash
# Starts a Postgres or uses that of a URL, fills the table of events, and computes the alerts that must come of them, as
# the Postgres connector's setup.sh does with this connector's config.sh.
set -euo pipefail

exec bash "$BENCH_ROOT/connectors/postgres/setup.sh"
