# shellcheck shell=bash disable=SC2034  # The harness reads these; assignments only.
default_rows=50000
default_iters=5
default_warmup=3
default_repeats=5
compare_rows=500000

modes="insert copy lz4 zstd"
# The baseline, a binary COPY pipe on the same server and data, and the mode that compare.sh measures.
limit_mode="pipe"
# With --peers: the same pipe in text format, as a script without further tools would do it.
peer_modes="pipe-text"
compare_mode="copy"
# Runs on another version of the server are not compared.
environment_facts="postgres"
options=(
  'postgres|BENCH_POSTGRES|auto|auto, embedded, docker, or a postgresql:// URL|auto embedded docker ?*://?* jdbc:?*'
)

fixture_sql="fixtures/postgres/sql/narrow.sql"
fixture_table="bench_events"
fixture_pipelines="fixtures/postgres/pipelines"
