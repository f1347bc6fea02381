# The arms of a comparison: two commits and their builds. Sourced, never run.
# shellcheck shell=bash

# Of each arm, A and B: the ref as it was given, its commit, and the copy of its build with the digest.
declare -A label=() sha=() arm_dist=() arm_digest=()

require_git() {
  command -v git >/dev/null || usage_error "comparing commits needs git, which is not on PATH."
  git -C "$root" rev-parse --git-dir >/dev/null 2>&1 || usage_error "$root is not a git repository: there are no refs."
}

# resolve_arm ARM REF
resolve_arm() {
  label[$1]=$2
  sha[$1]=$(resolve_ref "$2") ||
    usage_error "unknown ref '$2'; allowed: any commit of this repository, by sha, branch or tag, such as:" \
      "$(git -C "$root" for-each-ref --count=8 --format='%(refname:short)' refs/heads refs/tags | tr '\n' ' ')"
}

# require_arms: returns 5 where a commit lacks the connector; before anything is built.
require_arms() {
  local name arm status=0
  for name in "${selected[@]}"; do
    for arm in A B; do
      if ! git -C "$root" cat-file -e "${sha[$arm]}:connectors/$name" 2>/dev/null; then
        say "$name: arm $arm, ${label[$arm]} (${sha[$arm]}), has no connectors/$name; there is nothing to compare."
        status=$EXIT_ENVIRONMENT
      fi
    done
  done
  return "$status"
}

# build_arm ARM
build_arm() {
  build_ref "${label[$1]}" "${sha[$1]}" || return
  arm_dist[$1]=$build_dir
  arm_digest[$1]=$build_digest
}
