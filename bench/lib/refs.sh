# Builds commits apart from the user's tree, each once. Sourced, never run.
# shellcheck shell=bash

# Holds the worktrees, one directory for each commit.
refs_dir=$root/target/refs
# The worktree that is in use; empty if none. clean_up removes it.
worktree=''

# git sets these for its hooks; they would redirect the calls below to another repository.
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

# resolve_ref REF: prints the sha of a commit here.
resolve_ref() {
  git -C "$root" rev-parse -q --verify --end-of-options "$1^{commit}" 2>/dev/null
}

# build_ref LABEL SHA: finds the commit's build, see builds.sh, or makes it.
build_ref() {
  if find_build "ref-$2"; then
    return 0
  fi
  say "building $1 ($2)"
  mkdir -p -- "$refs_dir/$2"
  # Named after its owner, so that two comparisons can build the same commit at the same time.
  worktree=$refs_dir/$2/tree.$owner
  if ! git -C "$root" worktree add --quiet --force --detach "$worktree" "$2" >&2; then
    say "Cannot add a worktree of $1 at $worktree."
    return "$EXIT_ENVIRONMENT"
  fi
  build_tree "$worktree" "$1" || return
  if ! [[ -d $worktree/target/dist ]]; then
    say "The build of $1 did not produce target/dist."
    return "$EXIT_ENVIRONMENT"
  fi
  keep_build "$worktree/target/dist" "ref-$2" || return
  remove_worktree
}

# remove_worktree: removes the directory and git's entry for it.
remove_worktree() {
  if [[ -n $worktree ]]; then
    git -C "$root" worktree remove --force --force "$worktree" 2>/dev/null || true
    rm -rf -- "$worktree"
    rmdir -- "${worktree%/*}" 2>/dev/null || true
    worktree=''
  fi
}

# remove_stale_worktrees: removes those of comparisons that were killed.
remove_stale_worktrees() {
  local tree
  for tree in "$refs_dir"/*/tree.*; do
    if [[ -d $tree ]] && owner_has_ended "${tree##*/tree.}"; then
      worktree=$tree
      remove_worktree
    fi
  done
}
