# shellcheck shell=bash disable=SC2034  # The harness and the other hooks read these.
default_rows=200000
default_iters=5
default_warmup=3
default_repeats=5
compare_rows=1000000

# Runs on another version of the server are not compared.
environment_facts="postgres"
options=(
  'postgres|BENCH_POSTGRES|auto|auto, embedded, docker, or a postgresql:// URL|auto embedded docker ?*://?* jdbc:?*'
)

# Audit events with planted behaviours, and a folder of rules for each mode. The limit is the same pipeline with a rule
# that is off: what the source and the lane cost.
fixture_pipelines="fixtures/rules-bench/pipelines"
modes="rules-1 rules-100 rules-100-wasm sequences-100"
compare_mode="rules-100"
limit_mode="rules-0"
peer_modes=""

# For setup.sh of the Postgres connector: the files, and what each mode must leave in its target.
fixture_sql_dir="fixtures/rules-bench/sql"
fixture_sql=(events)
seed_options=(--target-file "$fixture_sql_dir/target.sql")
for leaving in $limit_mode $modes; do
  seed_options+=(--leaves "$leaving=bench_alerts_${leaving//-/_}")
done
fixture_tables="bench_alerts_of_runs"
