#!/usr/bin/env bash
# Starts a Postgres that ends with the harness, and fills its database `source`.
# Leaves its address in $BENCH_WORK/postgres.env and what a report says about it in $BENCH_FACTS.
set -euo pipefail
# Java's temporary files, of libraries among them, belong to this run too.
export WEIR_TMPDIR=$BENCH_WORK
# shellcheck source=connectors/postgres/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"

weir_postgres=$BENCH_TOOLS/bin/weir-postgres
ready=$BENCH_WORK/postgres.env
log=$BENCH_WORK/postgres-serve.log

# In a session of its own, so that Ctrl-C reaches teardown first. It must not hold the other end of
# its lifeline, nor the pipe that the harness reads our output from.
(
  for fd in {3..63}; do exec {fd}>&-; done
  exec setsid "$weir_postgres" serve --work "$BENCH_WORK/postgres" --ready "$ready"
) <"$BENCH_LIFELINE" >"$log" 2>&1 &
server=$!

while [[ ! -e $ready ]]; do
  if ! kill -0 "$server" 2>/dev/null; then
    code=0
    wait "$server" || code=$?
    cat "$log" >&2
    exit $((code == 0 ? 5 : code))
  fi
  sleep 0.05
done

set -a
# shellcheck source=/dev/null
source "$ready"
set +a
exec "$weir_postgres" seed --file "$BENCH_ROOT/$fixture_sql" --set rows="$BENCH_ROWS" --database source \
  --facts "$BENCH_FACTS"
