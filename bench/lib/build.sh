# Builds what is measured. Sourced, never run.
# shellcheck shell=bash

# BENCH_BUILD names another command, run in the root of the tree that is built; the tests of the harness use it.
build_command=${BENCH_BUILD:-mvn -q -Dquick -DskipTests package}

build_process() {
  cd -- "$1" || return
  exec bash -c "$build_command"
}

# build_tree DIRECTORY NAME: incremental; prints nothing unless it fails.
build_tree() {
  local status=0 log=$scratch/build.log
  if ! command -v -- "${build_command%% *}" >/dev/null; then
    say "Building needs '${build_command%% *}' on PATH."
    status=$EXIT_ENVIRONMENT
  elif ! run_child "$log" build_process "$1"; then
    say "The build of $2 failed ($build_command):"
    show_tail "$log"
    status=$EXIT_ENVIRONMENT
  fi
  return "$status"
}

# build_working_tree: the tree as it is, which contains the Java part of the harness.
build_working_tree() {
  say "building"
  build_tree "$root" 'this tree' || return
  if ! [[ -x $tools/bin/weir-bench ]]; then
    say "The build did not produce $tools/bin/weir-bench."
    return "$EXIT_ENVIRONMENT"
  fi
}
