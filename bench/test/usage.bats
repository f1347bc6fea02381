#!/usr/bin/env bats
# A command that cannot be meant is refused with exit code 2 and what is allowed, before anything is built.

load support

refused() {
  exits 2
  [[ ! -e $repo/built ]]
  [[ ! -s $FAKE_TRACE ]]
}


@test "bench: an unknown option names the options" {
  export BENCH_BUILD="touch built"
  bench --fast
  refused
  says "unknown option '--fast'; allowed: --iters --modes"
}

@test "bench: an unknown connector names the connectors that have a config.sh" {
  export BENCH_BUILD="touch built"
  bench gamma
  refused
  says "unknown connector 'gamma'; allowed: alpha beta."
}

@test "bench: an unknown mode names the modes of the connector" {
  export BENCH_BUILD="touch built"
  bench alpha --modes fast,warp
  refused
  says "unknown mode of alpha 'warp'; allowed: slow fast."
}

@test "bench: ROWS must be a positive whole number" {
  local rows
  export BENCH_BUILD="touch built"
  for rows in 0 -- -5 1e3 1.5 many 05 9999999999; do
    bench alpha "$rows"
    refused
  done
  bench alpha many
  says "ROWS must be a whole number from 1 to 999999999, not 'many'."
}

@test "bench: options are checked, in both forms" {
  export BENCH_BUILD="touch built"
  bench alpha --iters 0
  refused
  says "--iters must be a whole number from 1"
  bench alpha --iters=x
  refused
  bench alpha --warmup -1
  refused
  says "--warmup must be a whole number from 0"
  bench alpha --color blue
  refused
  says "allowed: auto always never."
  bench alpha --jdk "$BATS_TEST_TMPDIR"
  refused
  says "--jdk must name a JDK"
  bench alpha --iters
  refused
  says "--iters needs a value."
  bench alpha 5 6
  refused
  says "too many arguments: '6'"
}

@test "bench: an unknown provider is refused without repeating what may be a password" {
  bench alpha --postgres user:canary@host
  refused
  says "allowed: auto, embedded, docker, or a postgresql:// URL."
  says_not canary
}

@test "bench: without any connector it says where it looked" {
  rm -r "$repo/connectors"
  bench
  refused
  says "no connector has a config.sh in $repo/connectors."
}

@test "help lists the options, the connectors and the exit codes" {
  bench -h
  exits 0
  says "--postgres P"
  says "CONNECTOR is one of: alpha beta"
  says "Exit codes:"
  compare --help
  exits 0
  says "--iters PAIRS"
}

@test "compare: takes two refs, of commits that are here" {
  export BENCH_BUILD="touch built"
  compare main
  refused
  says "two refs are needed, and there are 1: main"
  compare main nowhere
  refused
  says "unknown ref 'nowhere'; allowed: any commit of this repository, by sha, branch or tag, such as: main"
  compare main --output=/tmp/x
  refused
}

@test "compare: an unknown connector, mode or number is refused" {
  export BENCH_BUILD="touch built"
  compare main main --connector gamma
  refused
  says "allowed: alpha beta."
  compare main main --mode warp
  refused
  says "allowed: slow fast."
  compare main main --rows 0
  refused
  compare main main --iters none
  refused
}

@test "compare: outside of a repository it says that there are no refs" {
  rm -rf "$repo/.git"
  GIT_CEILING_DIRECTORIES=$BATS_TEST_TMPDIR compare main main
  refused
  says "is no git repository"
}
