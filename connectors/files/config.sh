# shellcheck shell=bash disable=SC2034  # The harness and the other hooks read these.
default_rows=200000
default_iters=5
default_warmup=3
default_repeats=5
compare_rows=500000

# Runs on another version of the server are not compared.
environment_facts="postgres"
options=(
  'postgres|BENCH_POSTGRES|auto|auto, embedded, docker, or a postgresql:// URL|auto embedded docker ?*://?* jdbc:?*'
  'fixture|BENCH_FIXTURE|narrow|narrow or docs|narrow docs'
)

# From Postgres to a file, and from a file to Postgres; fixtures/files/pipelines has a pipeline for each. The data:
# narrow rows, or one column of jsonb documents. psql (without it, the driver) writes the rows that the server formats
# to a file, or reads them from it: the baseline, and with --peers the other direction and binary COPY.
fixture_pipelines="fixtures/files/pipelines"
fixture_sql_dir="fixtures/postgres/sql"
seed_options=()
case ${BENCH_FIXTURE:-narrow} in
  narrow)
    fixture_prefix=
    modes="jsonl csv arrow parquet load-jsonl load-csv load-arrow load-parquet"
    compare_mode="csv"
    limit_mode="copy-csv"
    peer_modes="copy-load-csv copy-binary"
    fixture_sql=(narrow)
    fixture_tables="bench_events"
    ;;
  docs)
    fixture_prefix="docs-"
    modes="docs-jsonl docs-load-jsonl"
    compare_mode="docs-jsonl"
    limit_mode="docs-copy-text"
    peer_modes=""
    fixture_sql=(docs)
    fixture_tables="bench_docs"
    ;;
esac
# The method of `weir-postgres pipe` for each.
declare -A copy_methods=(
  [copy-csv]=csv-out
  [copy-load-csv]=csv-in
  [copy-binary]=binary-out
  [docs-copy-text]=text-out
)
