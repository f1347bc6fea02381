# shellcheck shell=bash disable=SC2034  # The harness reads these; assignments only.
default_rows=50000
default_iters=5
default_warmup=3
default_repeats=5
compare_rows=500000

# The baseline, a binary COPY pipe on the same server and data, and the mode that compare.sh measures.
limit_mode="pipe"
# With --peers: the same pipe in text format, as a script without further tools would do it.
peer_modes="pipe-text"
# Runs on another version of the server are not compared.
environment_facts="postgres"
options=(
  'postgres|BENCH_POSTGRES|auto|auto, embedded, docker, or a postgresql:// URL|auto embedded docker ?*://?* jdbc:?*'
)

fixture_pipelines="fixtures/postgres/pipelines"
# BENCH_FIXTURE chooses the data: narrow, wide, or tables (the narrow rows in four tables).
fixture=${BENCH_FIXTURE:-narrow}
fixture_sql="fixtures/postgres/sql/$fixture.sql"
case $fixture in
  narrow)
    modes="insert copy lz4 zstd lanes"
    compare_mode="copy"
    fixture_tables="bench_events"
    ;;
  wide)
    modes="wide-copy wide-insert"
    compare_mode="wide-copy"
    fixture_tables="bench_wide"
    ;;
  tables)
    modes="tables"
    compare_mode="tables"
    fixture_tables="bench_events_1,bench_events_2,bench_events_3,bench_events_4"
    ;;
  *)
    echo "BENCH_FIXTURE is narrow, wide or tables, not '$fixture'."
    false
    ;;
esac
