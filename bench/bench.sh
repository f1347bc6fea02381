#!/usr/bin/env bash
# Benchmarks connectors end to end and prints the report. See -h, and lib/hooks.sh for what a connector provides.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=lib/all.sh
source "$root/bench/lib/all.sh"

usage() {
  cat <<'HELP'
Usage: bench.sh [CONNECTOR] [ROWS] [OPTIONS]

Benchmarks CONNECTOR, or all that have a connectors/*/config.sh, moving ROWS rows in each run.
Each round starts one process of every mode, in a balanced order; each run's rows are verified.

  --iters N        rounds: samples of each mode
  --modes A,B      only these modes
HELP
  shared_options_help
  printf '\nCONNECTOR is one of: %s\n' "$(discover_connectors | tr '\n' ' ')"
  exit_codes_help
}

only_modes=()
selected=()

parse_arguments() {
  local operands=()
  while (($#)); do
    if [[ $1 == --*=* ]]; then
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
    fi
    case $1 in
      -h | --help)
        usage
        exit 0
        ;;
      --modes)
        require_value "$@"
        IFS=, read -r -a only_modes <<<"$2"
        ((${#only_modes[@]})) || usage_error "--modes needs at least one mode."
        shift 2
        ;;
      --iters | --warmup | --postgres | --jdk | --color | --seed)
        require_value "$@"
        set_shared_option "$1" "$2"
        shift 2
        ;;
      -*) usage_error "unknown option '$1'; allowed: --iters --modes --warmup --postgres --jdk --color --seed -h." ;;
      *)
        operands+=("$1")
        shift
        ;;
    esac
  done
  ((${#operands[@]} <= 2)) || usage_error "too many arguments: '${operands[2]}'; allowed: CONNECTOR and ROWS."
  select_connectors "${operands[0]-}"
  if ((${#operands[@]} == 2)); then
    require_positive ROWS "${operands[1]}"
    option[rows]=${operands[1]}
  fi
}

# measure_samples: in each round, one sample of each mode and of the limit.
measure_samples() {
  local modes iterations=${option[iters]:-${config[default_iters]}} seed iteration position mode line
  read -r -a modes <<<"${config[modes]}"
  if ((${#only_modes[@]})); then
    modes=("${only_modes[@]}")
  fi
  if [[ -n ${config[limit_mode]} ]]; then
    modes+=("${config[limit_mode]}")
  fi
  seed=$(choose_seed)
  describe_environment || return
  make_plan --modes "$(
    IFS=,
    printf '%s' "${modes[*]}"
  )" --iterations "$iterations" --seed "$seed" || return
  for line in "${plan[@]}"; do
    read -r iteration position mode <<<"$line"
    ((++step))
    local record_arguments=(--iteration "$iteration" --position "$position" --seed "$seed" "${git_facts[@]}")
    if [[ $mode == "${config[limit_mode]}" ]]; then
      record_arguments+=(--limit)
    fi
    measure "$mode, round $iteration of $iterations" "$mode" "${record_arguments[@]}" || return
  done
  end_progress
}

# read_git: the commit, to be recorded with each run.
git_facts=()
read_git() {
  local sha='' branch='' dirty=false
  if command -v git >/dev/null && sha=$(git -C "$root" rev-parse -q --verify HEAD 2>/dev/null); then
    branch=$(git -C "$root" symbolic-ref --short -q HEAD) || branch=''
    [[ -z $(git -C "$root" status --porcelain) ]] || dirty=true
  fi
  git_facts=(--git-sha "$sha" --git-branch "$branch" --dirty "$dirty")
}

main() {
  parse_arguments "$@"
  check_connectors "${only_modes[@]}"
  ((${#selected[@]})) || exit "$worst_status"
  begin
  build_working_tree || exit
  read_git
  measure_connectors default_rows
  report report
  exit "$worst_status"
}

main "$@"
