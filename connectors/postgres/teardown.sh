#!/usr/bin/env bash
# Stops the server of setup.sh and removes its files; on a server of a URL, removes what was created
# there. Safe twice, and where setup.sh never ran.
set -euo pipefail
# The temporary files of Java and its libraries go to the directory of this run.
export WEIR_TMPDIR=$BENCH_WORK

exec "$BENCH_TOOLS/bin/weir-postgres" stop --work "$BENCH_WORK/postgres"
