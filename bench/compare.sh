#!/usr/bin/env bash
# Compares two commits end to end, in pairs of processes. See -h.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=lib/all.sh
source "$root/bench/lib/all.sh"
# shellcheck source=lib/refs.sh
source "$root/bench/lib/refs.sh"

readonly DEFAULT_PAIRS=20

usage() {
  cat <<HELP
Usage: compare.sh REF1 REF2 [OPTIONS]

Builds both commits, each in a worktree under target/refs, and measures them with the harness of this tree: a
warm-up pair, then pairs of processes in balanced random blocks, A B B A or B A A B. Your tree is not touched.

  --connector NAME which connector (default: all)
  --rows N         rows in each run
  --iters PAIRS    pairs (default: $DEFAULT_PAIRS)
  --mode NAME      which mode
HELP
  shared_options_help
  printf '\nNAME of a connector is one of: %s\n' "$(discover_connectors | tr '\n' ' ')"
  exit_codes_help
}

mode=''
selected=()
declare -A label=() sha=()

parse_arguments() {
  local operands=() name=''
  while (($#)); do
    if [[ $1 == --*=* ]]; then
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
    fi
    case $1 in
      -h | --help)
        usage
        exit 0
        ;;
      --connector | --rows | --mode | --iters | --warmup | --postgres | --jdk | --color | --seed) require_value "$@" ;;&
      --connector) name=$2 ;;
      --mode) mode=$2 ;;
      --rows)
        require_positive --rows "$2"
        option[rows]=$2
        ;;
      --iters | --warmup | --postgres | --jdk | --color | --seed) set_shared_option "$1" "$2" ;;
      -*)
        usage_error "unknown option '$1';" \
          "allowed: --connector --rows --mode --iters --warmup --postgres --jdk --color --seed -h."
        ;;
      *)
        operands+=("$1")
        shift
        continue
        ;;
    esac
    shift 2
  done
  ((${#operands[@]} == 2)) || usage_error "two refs are needed, not ${#operands[@]}: ${operands[*]-}"
  select_connectors "$name"
  resolve_arm A "${operands[0]}"
  resolve_arm B "${operands[1]}"
}

# resolve_arm ARM REF
resolve_arm() {
  git -C "$root" rev-parse --git-dir >/dev/null 2>&1 || usage_error "$root is not a git repository: there are no refs."
  label[$1]=$2
  sha[$1]=$(resolve_ref "$2") ||
    usage_error "unknown ref '$2'; allowed: any commit of this repository, by sha, branch or tag, such as:" \
      "$(git -C "$root" for-each-ref --count=8 --format='%(refname:short)' refs/heads refs/tags | tr '\n' ' ')"
}

# measure_samples: the warm-up pair and the pairs, all of one mode.
measure_samples() {
  local pairs=${option[iters]:-$DEFAULT_PAIRS} compared=${mode:-${config[compare_mode]}}
  local seed pair position arm line step_label
  seed=$(choose_seed)
  describe_environment || return
  make_plan --pairs --iterations "$pairs" --seed "$seed" || return
  for line in "${plan[@]}"; do
    read -r pair position arm <<<"$line"
    ((++step))
    dist=$(ref_dist "${sha[$arm]}")
    step_label="$compared of ${label[$arm]}, $( ((pair)) && echo "pair $pair of $pairs" || echo "warm-up pair")"
    measure "$step_label" "$compared" \
      --iteration "$pair" --position "$position" --seed "$seed" --arm "$arm" --ref-label "${label[$arm]}" \
      --git-sha "${sha[$arm]}" --dirty false || return
  done
  end_progress
}

main() {
  parse_arguments "$@"
  check_connectors ${mode:+"$mode"}
  ((${#selected[@]})) || exit "$worst_status"
  begin
  if [[ -n $(git -C "$root" status --porcelain) ]]; then
    say "This tree has uncommitted changes; they are not measured, only ${label[A]} and ${label[B]} are."
  fi
  build_working_tree || exit
  remove_stale_worktrees
  build_ref "${label[A]}" "${sha[A]}" || exit
  build_ref "${label[B]}" "${sha[B]}" || exit
  measure_connectors compare_rows
  report compare
  exit "$worst_status"
}

main "$@"
