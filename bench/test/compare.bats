#!/usr/bin/env bats
# compare.sh on a small repository: two commits, each built once, apart from the user's tree.

load support

# two_commits: main and its parent; the build notes which commit it was given.
two_commits() {
  commit_all 'second'
  first=$(git -C "$repo" rev-parse HEAD~1)
  second=$(git -C "$repo" rev-parse HEAD)
  export BENCH_BUILD="git rev-parse HEAD >>'$BATS_TEST_TMPDIR/built'; mkdir -p target; ln -sfn '$dist' target/dist"
}

pairs() {
  compare HEAD~1 HEAD --connector alpha --rows 100 --seed 5 "$@"
}

@test "two commits are measured in pairs, after a warm-up pair, and compared" {
  two_commits
  pairs --iters 2
  exits 0
  says "alpha/fast/100, 2 pairs"
  says "A         HEAD~1 (${first:0:10})"
  says "B         HEAD (${second:0:10})"
  says "too few to judge: 2 pairs, and it takes 6 or more."
  # The order of the pairs in a block is the seed's; the second pair mirrors the first.
  local runs
  runs=$(sed -n "s/alpha run fast $first/A/p; s/alpha run fast $second/B/p" "$FAKE_TRACE" | tr -d '\n')
  [[ $runs == ABABBA || $runs == ABBAAB ]]
  [[ $(grep -c setup "$FAKE_TRACE") == 1 ]]
  [[ $(grep -c teardown "$FAKE_TRACE") == 1 ]]
  [[ $(grep -c '"iteration":0' "$results") == 8 ]]
  [[ $(grep -c "\"arm\":\"A\",\"ref\":\"HEAD~1\",\"git_sha\":\"$first\"" "$results") == 12 ]]
  [[ $(grep -c "\"arm\":\"B\",\"ref\":\"HEAD\",\"git_sha\":\"$second\"" "$results") == 12 ]]
  nothing_is_left
}

@test "each commit is built once, and today's tree for the harness" {
  two_commits
  pairs --iters 1
  exits 0
  pairs --iters 1
  exits 0
  [[ $(grep -c "$first" "$BATS_TEST_TMPDIR/built") == 1 ]]
  # Once apart, and once in each run for today's tree, which stands at the same commit.
  [[ $(grep -c "$second" "$BATS_TEST_TMPDIR/built") == 3 ]]
}

@test "one commit compared with itself is two arms" {
  two_commits
  compare main HEAD --connector alpha --rows 100 --iters 1
  exits 0
  [[ $(grep -c '"arm":"A","ref":"main"' "$results") == 8 ]]
  [[ $(grep -c '"arm":"B","ref":"HEAD"' "$results") == 8 ]]
}

@test "a dirty tree is left as it is, and said not to be measured" {
  two_commits
  echo 'my work' >"$repo/notes"
  echo '# my change' >>"$repo/connectors/alpha/config.sh"
  local before
  before=$(git -C "$repo" status --porcelain; git -C "$repo" stash list; cat "$repo/connectors/alpha/config.sh")
  pairs --iters 1
  exits 0
  says "This tree has uncommitted changes; they are not measured, only HEAD~1 and HEAD are."
  [[ $(git -C "$repo" status --porcelain; git -C "$repo" stash list; cat "$repo/connectors/alpha/config.sh") == "$before" ]]
  [[ $(git -C "$repo" symbolic-ref --short HEAD) == main ]]
  [[ $(git -C "$repo" worktree list | wc -l) == 1 ]]
}

@test "a commit that does not build is named, and is built anew the next time" {
  two_commits
  local good=$BENCH_BUILD
  export BENCH_BUILD="$good; if [ \"\$(git rev-parse HEAD)\" = $first ]; then echo no such symbol; exit 1; fi"
  pairs --iters 1
  exits 5
  says "The build of HEAD~1 failed"
  says "    no such symbol"
  [[ ! -s $FAKE_TRACE ]]
  nothing_is_left
  BENCH_BUILD=$good pairs --iters 1
  exits 0
}

@test "SIGTERM during the build of a commit removes its worktree" {
  two_commits
  export BENCH_BUILD="$BENCH_BUILD; case \$PWD in */refs/*) echo build hangs as \$\$ >>'$FAKE_TRACE'; exec tail -f /dev/null ;; esac"
  env --default-signal=TERM "$repo/bench/compare.sh" HEAD~1 HEAD --connector alpha >"$BATS_TEST_TMPDIR/output" 2>&1 3>&- &
  local pid=$! status=0
  await 30 grep -q 'build hangs' "$FAKE_TRACE"
  [[ $(git -C "$repo" worktree list | wc -l) == 2 ]]
  kill -TERM "$pid"
  wait "$pid" || status=$?
  ((status == 143))
  nothing_is_left
}

@test "the worktree of a comparison that was killed is removed by the next one" {
  two_commits
  # The number of a process that has ended.
  local gone
  true &
  gone=$!
  wait "$gone"
  git -C "$repo" worktree add --quiet --detach "$repo/target/refs/$first/tree.$gone" "$first"
  pairs --iters 1
  exits 0
  nothing_is_left
}

@test "a failing run of one commit is shown, and tears down" {
  two_commits
  export FAKE_FAIL=run:alpha
  pairs --iters 1
  exits 5
  says "alpha: run.sh fast failed with exit code 3"
  [[ $(tail -n 1 "$FAKE_TRACE") == "alpha teardown" ]]
  nothing_is_left
}
