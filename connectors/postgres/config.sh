# shellcheck shell=bash disable=SC2034  # The harness and the other hooks read these.
default_rows=50000
default_iters=5
default_warmup=3
default_repeats=5
compare_rows=500000

# Runs on another version of the server are not compared.
environment_facts="postgres"
options=(
  'postgres|BENCH_POSTGRES|auto|auto, embedded, docker, or a postgresql:// URL|auto embedded docker ?*://?* jdbc:?*'
  'fixture|BENCH_FIXTURE|narrow|narrow, wide, tables or lanes|narrow wide tables lanes'
)

# The data: narrow rows; wide ones, with a column of each common type; the narrow rows divided among four tables; or
# the narrow table in one lane and in two. limit_mode is the baseline, a binary COPY pipe of the same tables on the same
# server.
fixture_pipelines="fixtures/postgres/pipelines"
fixture=${BENCH_FIXTURE:-narrow}
fixture_prefix=
fixture_sql_dir="fixtures/postgres/sql"
fixture_sql=(narrow)
# More options of `weir-postgres seed`.
seed_options=()
fixture_tables="bench_events"
case $fixture in
  narrow)
    modes="insert copy lz4 zstd"
    compare_mode="copy"
    ;;
  wide)
    fixture_prefix="wide-"
    modes="wide-copy wide-insert"
    compare_mode="wide-copy"
    fixture_sql=(wide)
    fixture_tables="bench_wide"
    ;;
  tables)
    fixture_prefix="tables-"
    modes="tables"
    compare_mode="tables"
    fixture_sql=(narrow tables)
    fixture_tables="bench_events_1,bench_events_2,bench_events_3,bench_events_4"
    ;;
  lanes)
    modes="copy lanes"
    compare_mode="lanes"
    ;;
esac
limit_mode="${fixture_prefix}pipe"
# With --peers: the same pipe in text format, as a script without further tools would do it, and other programs. Each
# has a method of `weir-postgres pipe`.
peer_modes="$limit_mode-text ${fixture_prefix}pgcopydb ${fixture_prefix}pgloader"
declare -A peer_methods=(
  [$limit_mode-text]=psql-text
  [${fixture_prefix}pgcopydb]=pgcopydb
  [${fixture_prefix}pgloader]=pgloader
)
