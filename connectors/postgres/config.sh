# shellcheck shell=bash disable=SC2034  # The harness reads these; assignments only.
default_rows=50000
default_iters=5
default_warmup=3
default_repeats=5
compare_rows=500000

# With --peers: the same pipe in text format, as a script without further tools would do it.
peer_modes="pipe-text"
# Runs on another version of the server are not compared.
environment_facts="postgres"
options=(
  'postgres|BENCH_POSTGRES|auto|auto, embedded, docker, or a postgresql:// URL|auto embedded docker ?*://?* jdbc:?*'
)

fixture_pipelines="fixtures/postgres/pipelines"
# BENCH_FIXTURE chooses the data: narrow, wide, tables (the narrow rows in four tables), or lanes (the narrow table
# in one lane and in two). limit_mode is the baseline, a binary COPY pipe of the same tables on the same server;
# compare_mode is what compare.sh measures.
fixture=${BENCH_FIXTURE:-narrow}
fixture_sql="fixtures/postgres/sql/$fixture.sql"
case $fixture in
  narrow)
    modes="insert copy lz4 zstd"
    limit_mode="pipe"
    compare_mode="copy"
    fixture_tables="bench_events"
    ;;
  wide)
    modes="wide-copy wide-insert"
    limit_mode="wide-pipe"
    compare_mode="wide-copy"
    fixture_tables="bench_wide"
    ;;
  tables)
    modes="tables"
    limit_mode="tables-pipe"
    compare_mode="tables"
    fixture_tables="bench_events_1,bench_events_2,bench_events_3,bench_events_4"
    ;;
  lanes)
    modes="copy lanes"
    limit_mode="pipe"
    compare_mode="lanes"
    fixture_sql="fixtures/postgres/sql/narrow.sql"
    fixture_tables="bench_events"
    ;;
  *)
    echo "BENCH_FIXTURE is narrow, wide, tables or lanes, not '$fixture'."
    false
    ;;
esac
