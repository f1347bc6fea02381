# Builds what is measured. Sourced, never run.
# shellcheck shell=bash

# BENCH_BUILD names another command, run in the root of the tree that is built; the tests of the harness use it.
build_command=${BENCH_BUILD:-mvn -q -Dquick -DskipTests package}

# The build with the harness's own programs: the copy that tools names, and its digest.
tools_digest=''

build_process() {
  cd -- "$1" || return
  exec bash -c "$build_command"
}

# build_tree DIRECTORY NAME: incremental; prints nothing unless it fails.
build_tree() {
  local status=0 log=$scratch/build.log
  if ! command -v -- "${build_command%% *}" >/dev/null; then
    say "Building needs '${build_command%% *}' on PATH."
    return "$EXIT_ENVIRONMENT"
  fi
  run_child "${time_limits[build]}" "$log" build_process "$1" || status=$?
  if ((status != 0)); then
    if ((status == TIMED_OUT)); then
      say "The build of $2 was ended after ${time_limits[build]} s, see BENCH_LIMIT_BUILD ($build_command):"
    else
      say "The build of $2 failed ($build_command):"
    fi
    show_tail "$log"
    return "$EXIT_ENVIRONMENT"
  fi
}

# build_working_tree [NAME]: builds the tree as it is, which contains the Java part of the harness, and copies the result
# aside, under NAME.
build_working_tree() {
  say "building"
  build_tree "$root" 'this tree' || return
  if ! [[ -x $root/target/dist/bin/weir-bench ]]; then
    say "The build did not produce $root/target/dist/bin/weir-bench."
    return "$EXIT_ENVIRONMENT"
  fi
  keep_build "$root/target/dist" "$@" || return
  use_tools
}

# use_tools: takes the build that was found last as the harness's own.
use_tools() {
  tools=$build_dir
  tools_digest=$build_digest
}

# tree_state: prints git's name for the content of all files of this tree that are not ignored. git's own index and
# objects stay as they are.
tree_state() {
  local git_dir objects
  git_dir=$(git -C "$root" rev-parse --absolute-git-dir) || return
  objects=$(cd -- "$root" && cd -- "$(git rev-parse --git-path objects)" && pwd) || return
  mkdir -p -- "$scratch/objects"
  # With the index's times and sizes, git reads only files that changed.
  cp -- "$git_dir/index" "$scratch/index" 2>/dev/null || rm -f -- "$scratch/index"
  GIT_INDEX_FILE=$scratch/index GIT_OBJECT_DIRECTORY=$scratch/objects \
    GIT_ALTERNATE_OBJECT_DIRECTORIES=$objects \
    bash -c 'git -C "$1" add --all . && git -C "$1" write-tree' bash "$root" 2>/dev/null
}

# provide_tools: takes the harness's programs from the build of this state of the tree, or builds it; where that fails,
# from the last build that did not.
provide_tools() {
  local state='' status=0
  state=$(tree_state) || state=''
  if [[ -n $state ]] && find_build "tree-$state"; then
    use_tools
    return 0
  fi
  build_working_tree ${state:+"tree-$state"} tree-last || status=$?
  if ((status != 0)) && find_build tree-last; then
    say "The harness's programs are those of the last build that succeeded."
    use_tools
    status=0
  fi
  return "$status"
}
