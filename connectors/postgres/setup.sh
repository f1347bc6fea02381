#!/usr/bin/env bash
# Starts a Postgres that ends with the harness, or uses that of a URL, and fills the source's table.
# Writes the address and the databases to $BENCH_WORK/postgres.env, and facts for the report to
# $BENCH_FACTS.
set -euo pipefail
# The temporary files of Java and its libraries go to the directory of this run.
export WEIR_TMPDIR=$BENCH_WORK
# shellcheck source=connectors/postgres/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"

weir_postgres=$BENCH_TOOLS/bin/weir-postgres
ready=$BENCH_WORK/postgres.env
log=$BENCH_WORK/postgres-serve.log

# The server ends when its standard input, the FIFO that the harness holds open, reaches its end: then
# it ends with the harness, whatever ends that. It must therefore not inherit the other end of the
# FIFO. Its session is its own, so that Ctrl-C does not stop it before teardown.sh does.
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
# Such as what a killed run left on the server.
sed -n 's/^weir-postgres: //p' "$log" >>"$BENCH_NOTICES"

files=()
for name in "${fixture_sql[@]}"; do
  files+=(--file "$BENCH_ROOT/$fixture_sql_dir/$name.sql")
done
exec "$weir_postgres" seed "${files[@]}" "${seed_options[@]}" --set rows="$BENCH_ROWS" \
  --facts "$BENCH_FACTS"
