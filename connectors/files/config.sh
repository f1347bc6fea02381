# shellcheck shell=bash disable=SC2034  # The harness reads these.
default_rows=200000
default_iters=5
default_warmup=3
default_repeats=5
compare_rows=500000

# From Postgres to a file, and from a file to Postgres; fixtures/files/pipelines has a pipeline for each.
modes="jsonl csv arrow parquet load-jsonl load-csv load-arrow load-parquet"
compare_mode="csv"
# psql (without it, the driver) writes the rows that the server formats as CSV to a file.
limit_mode="copy-csv"
# With --peers: the same in the other direction.
peer_modes="copy-load-csv"
# Runs on another version of the server are not compared.
environment_facts="postgres"
options=(
  'postgres|BENCH_POSTGRES|auto|auto, embedded, docker, or a postgresql:// URL|auto embedded docker ?*://?* jdbc:?*'
)

fixture_pipelines="fixtures/files/pipelines"
# What the hooks of the Postgres connector read: the source's table.
fixture_sql=(narrow)
fixture_tables="bench_events"
