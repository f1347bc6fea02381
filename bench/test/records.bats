#!/usr/bin/env bats
# What is recorded, and that nothing is when a process did not do or did not prove its work.

load support

# recorded_nothing CODE: the run ended with CODE, and the results are what they were.
recorded_nothing() {
  exits "$1"
  cmp "$BATS_TEST_TMPDIR/before" "$results"
  grep -q 'alpha teardown' "$FAKE_TRACE"
  nothing_is_left
}

some_results() {
  mkdir -p "$(dirname "$results")"
  echo '{"earlier": "line"}' >"$results"
  cp "$results" "$BATS_TEST_TMPDIR/before"
}

@test "every run is a line, with its place, its build and its surroundings" {
  FAKE_LIMIT=limit quick --seed 77
  exits 0
  [[ $(lines_of_results) == 8 ]]
  [[ $(grep -c '"phase":"cold"' "$results") == 2 ]]
  [[ $(grep -c '"phase":"warmup"' "$results") == 2 ]]
  [[ $(grep -c '"phase":"warm"' "$results") == 4 ]]
  [[ $(grep -c '"mode":"limit","bench_rows":100,"limit":true' "$results") == 4 ]]
  [[ $(grep -c '"seed":77' "$results") == 8 ]]
  [[ $(grep -c "\"git_sha\":\"$(git -C "$repo" rev-parse HEAD)\",\"git_branch\":\"main\",\"dirty\":false" "$results") == 8 ]]
  [[ $(grep -c '"postgres":"18.6"' "$results") == 8 ]]
  [[ $(grep -c '"load_average":' "$results") == 8 ]]
  [[ $(grep -c '"facts":{"provider":"fake"' "$results") == 8 ]]
}

@test "a dirty tree is recorded as such, and outside of git nothing is claimed" {
  echo change >>"$repo/connectors/alpha/config.sh.orig"
  quick
  exits 0
  grep -q '"dirty":true' "$results"
  says "with uncommitted changes"
  rm -rf "$repo/.git"
  GIT_CEILING_DIRECTORIES=$BATS_TEST_TMPDIR quick
  exits 0
  says "unknown commit"
}

@test "a process that writes no record is no sample" {
  some_results
  FAKE_RECORD=none quick
  recorded_nothing 5
  says "no record was written"
}

@test "half a record is no sample" {
  some_results
  FAKE_RECORD=half quick
  recorded_nothing 5
  says "record 4: not a JSON object"
}

@test "a missing run is no sample" {
  some_results
  FAKE_RECORD=missing quick
  recorded_nothing 5
  says "4 runs were asked for, 3 records were written"
}

@test "a lost row is a correctness failure" {
  some_results
  FAKE_RECORD=rows quick
  recorded_nothing 4
  says "run 2: records_written is 99, asked for 100"
}

@test "an altered row is a correctness failure" {
  some_results
  FAKE_RECORD="hash" quick
  recorded_nothing 4
  says "run 2: the content differs (source c0ffee, destination bad)"
}

@test "unverified rows are a correctness failure" {
  some_results
  FAKE_RECORD=unverified quick
  recorded_nothing 4
  says "run 1: the content was not verified"
}

@test "a process that fails over altered rows is a correctness failure too" {
  some_results
  FAKE_RECORD="hash" FAKE_FAIL=run:alpha quick
  recorded_nothing 4
  says "the content differs"
  says "failed with exit code 3"
}

@test "a correctness failure of one connector outweighs the failure of another" {
  sed -i '1a export FAKE_RECORD=hash' "$repo/connectors/beta/run.sh"
  export FAKE_FAIL=setup:alpha
  bench --iters 1 --modes fast
  exits 4
}

@test "a full disk leaves no part of a record" {
  some_results
  # Ten blocks of 1024 bytes is all that a file may have; the earlier lines take most of it.
  head -c 9000 /dev/zero | tr '\0' ' ' >>"$results"
  echo >>"$results"
  cp "$results" "$BATS_TEST_TMPDIR/before"
  run bash -c "trap '' XFSZ; ulimit -f 10; exec '$repo/bench/bench.sh' alpha 100 --iters 1 --modes fast"
  recorded_nothing 5
  says "The results could not be written to $results"
  says "nothing was added"
}

@test "results that cannot be written at all are said" {
  BENCH_RESULTS=/dev/full quick
  exits 5
  says "The results could not be written to /dev/full"
  touch "$BATS_TEST_TMPDIR/file"
  BENCH_RESULTS=$BATS_TEST_TMPDIR/file/results.jsonl quick
  exits 5
  says "The results could not be written to $BATS_TEST_TMPDIR/file/results.jsonl"
}

@test "a report can be drawn again, and names the runs there are" {
  quick
  local run_id
  run_id=$(sed -n 's/.*"bench_run_id":"\([^"]*\)".*/\1/p' "$results" | head -n 1)
  run "$dist/bin/weir-bench" report --results "$results" --run "$run_id"
  exits 0
  says "alpha/fast/100"
  run "$dist/bin/weir-bench" report --results "$results" --run other
  exits 2
  says "no sample of run other in $results, which has: $run_id"
}
