# Builds what is measured. Sourced, never run.
# shellcheck shell=bash

# BENCH_BUILD names another command, run in the root of the tree that is built; the harness's own tests use it.
build_command=${BENCH_BUILD:-mvn -q -Dquick -DskipTests package}

build_process() {
  cd -- "$1" || return
  exec bash -c "$build_command"
}

# build_tree DIRECTORY WHAT: incremental; says nothing unless it fails.
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

# build_today: the tree as it stands, with the harness's own Java.
build_today() {
  say "building"
  build_tree "$root" 'this tree' || return
  if ! [[ -x $tools/bin/weir-bench ]]; then
    say "The build left no $tools/bin/weir-bench."
    return "$EXIT_ENVIRONMENT"
  fi
}
