# What all tests share: a small repository of its own, with the fake connector in it twice, as alpha and beta.
# shellcheck shell=bash

bats_require_minimum_version 1.5.0

setup() {
  local source
  source=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
  dist=$source/target/dist
  repo=$BATS_TEST_TMPDIR/repo
  mkdir -p "$repo/bench" "$repo/target" "$repo/connectors"
  cp -r "$source/bench/bench.sh" "$source/bench/compare.sh" "$source/bench/lib" "$repo/bench/"
  cp -r "$source/bench/test/fake" "$repo/connectors/alpha"
  cp -r "$source/bench/test/fake" "$repo/connectors/beta"
  mkdir "$repo/connectors/no-benchmark"
  echo 'target/' >"$repo/.gitignore"
  ln -s "$dist" "$repo/target/dist"
  commit_all 'first'

  unset "${!BENCH_@}" "${!FAKE_@}"
  export FAKE_TRACE=$BATS_TEST_TMPDIR/trace BENCH_BUILD=true
  results=$repo/target/bench_results/results.jsonl
  touch "$FAKE_TRACE"
}

teardown() {
  # Only what a test has left on purpose, by the number that it wrote down itself.
  local left
  while read -r left; do
    kill "$left" 2>/dev/null || true
  done < <(sed -n 's/.* hangs as //p' "$FAKE_TRACE")
}

commit_all() {
  local git=(git -C "$repo" -c user.name=test -c user.email=test@example.org -c commit.gpgsign=false)
  [[ -d $repo/.git ]] || git init --quiet --initial-branch=main "$repo"
  "${git[@]}" add --all
  "${git[@]}" commit --quiet --allow-empty --message "$1"
}

# bench ARGUMENTS...: in the shape of `run`: status, output.
bench() {
  run "$repo/bench/bench.sh" "$@"
}

# quick ARGUMENTS...: the smallest benchmark there is.
quick() {
  bench alpha 100 --iters 1 --modes fast "$@"
}

compare() {
  run "$repo/bench/compare.sh" "$@"
}

# says TEXT: the output has it.
says() {
  if [[ $output != *"$1"* ]]; then
    printf 'expected: %s\nin: %s\n' "$1" "$output" >&2
    return 1
  fi
}

says_not() {
  if [[ $output == *"$1"* ]]; then
    printf 'not expected: %s\nin: %s\n' "$1" "$output" >&2
    return 1
  fi
}

# lacks PATTERN FILE
lacks() {
  if grep -- "$1" "$2" >&2; then
    return 1
  fi
}

# exits CODE
exits() {
  if ((status != $1)); then
    printf 'exit code %s, expected %s: %s\n' "$status" "$1" "$output" >&2
    return 1
  fi
}

# traced LINES: what the hooks did, in order.
traced() {
  diff <(printf '%s\n' "$@") "$FAKE_TRACE"
}

lines_of_results() {
  if [[ -f $results ]]; then
    wc -l <"$results"
  else
    echo 0
  fi
}

# await SECONDS COMMAND...: until it succeeds; fails when that takes longer.
await() {
  local end=$((SECONDS + $1))
  until "${@:2}"; do
    ((SECONDS < end)) || return 1
    sleep 0.05
  done
}

nothing_is_left() {
  [[ -z $(git -C "$repo" status --porcelain) ]] || return 1
  [[ -z $(ls -A "$repo/target/bench_work" 2>/dev/null) ]] || return 1
  [[ $(git -C "$repo" worktree list | wc -l) == 1 ]] || return 1
  [[ ! -e $repo/.git/worktrees ]]
}
