#!/usr/bin/env bash
# Benchmarks connectors end to end and prints the report. See -h, and lib/hooks.sh for what a connector provides.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=lib/all.sh
source "$root/bench/lib/all.sh"
# shellcheck source=lib/extras.sh
source "$root/bench/lib/extras.sh"

report_command=report

usage() {
  cat <<'HELP'
Usage: bench.sh [CONNECTOR] [ROWS] [OPTIONS]

Benchmarks CONNECTOR, or all that have a connectors/*/config.sh, moving ROWS rows in each run.
Each round starts one process of every mode, in a balanced order; each run's rows are verified.

  --iters N        rounds: samples of each mode
  --stages         shows the stages of each mode
  --aot, --no-aot  with or without the product's startup cache (default: with); both measure each mode both ways
  --peers          measures other programs, too, where they are installed
  --profile        then profiles one more process of each mode, which is not recorded
  --save-baseline NAME
                   keeps the result under this name
  --baseline NAME  compares with the result that was kept under this name
  --lenient        goes on where there is no such baseline
HELP
  shared_options_help
  connector_options_help
  printf '\nCONNECTOR is one of: %s\n' "$(discover_connectors | tr '\n' ' ')"
  exit_codes_help
}

selected=()

parse_arguments() {
  local operands=() consumed
  while (($#)); do
    if [[ $1 == --*=* && $1 != --gate=* ]]; then
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
    fi
    case $1 in
      -h | --help)
        usage
        exit 0
        ;;
      --stages | --lenient)
        report_options+=("$1")
        shift
        ;;
      --save-baseline | --baseline)
        require_value "$@"
        [[ $2 =~ ^[A-Za-z0-9][A-Za-z0-9_.-]*$ ]] ||
          usage_error "$1 needs a name of letters, digits, '_', '.' and '-', not '$2'."
        report_options+=("$1" "$2")
        shift 2
        ;;
      --aot | --no-aot | --peers | --profile)
        set_extra "$1"
        shift
        ;;
      -?*)
        parse_shared_option "$@" ||
          usage_error "unknown option '$1'; allowed: $SHARED_OPTIONS --stages --aot --no-aot --peers --profile" \
            "--save-baseline --baseline --lenient$(connector_options_words) -h."
        shift "$consumed"
        ;;
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

# prepare_samples: the modes of the connector in config, and those of them that this build can do.
bench_modes=()
prepare_samples() {
  local mode modes
  read -r -a modes <<<"${config[modes]}"
  if ((${#only_modes[@]})); then
    modes=("${only_modes[@]}")
  fi
  bench_modes=()
  for mode in "${modes[@]}"; do
    if ! check_mode "$mode" "$tools"; then
      say "$connector: this build cannot do the mode $mode: $missing"
      return "$EXIT_ENVIRONMENT"
    fi
    add_variants "$mode"
  done
  if [[ -n ${config[limit_mode]} ]]; then
    bench_modes+=("${config[limit_mode]}")
  fi
  add_peers
}

# measure_samples: in each round, one sample of each mode and of the limit.
measure_samples() {
  local iterations=${option[iters]:-${config[default_iters]}} iteration position mode line
  describe_environment || return
  make_plan --modes "$(
    IFS=,
    printf '%s' "${bench_modes[*]}"
  )" --iterations "$iterations" --seed "${option[seed]}" || return
  for line in "${plan[@]}"; do
    read -r iteration position mode <<<"$line"
    ((++step))
    ! time_is_up || break
    local record_arguments=(--iteration "$iteration" --position "$position" "${git_facts[@]}")
    if [[ $mode == "${config[limit_mode]}" ]]; then
      record_arguments+=(--limit)
    fi
    measure "$mode, round $iteration of $iterations" "$mode" "${record_arguments[@]}" || return
  done
  profile_modes || return
  end_progress
}

# read_git: the commit, to be recorded with each run.
git_facts=()
read_git() {
  local sha='' branch='' dirty=false
  if command -v git >/dev/null && sha=$(git -C "$root" rev-parse -q --verify HEAD 2>/dev/null); then
    branch=$(git -C "$root" symbolic-ref --short -q HEAD) || branch=''
    [[ -z $(git -C "$root" status --porcelain 2>/dev/null) ]] || dirty=true
  fi
  git_facts=(--git-sha "$sha" --git-branch "$branch" --dirty "$dirty")
}

main() {
  read_time_limits
  parse_arguments "$@"
  check_connectors "${only_modes[@]}"
  ((${#selected[@]})) || exit "$worst_status"
  begin
  choose_seed
  build_working_tree tree-last || exit
  prune_builds "$tools_digest"
  read_git
  measure_connectors default_rows
  report report "${report_options[@]}"
  exit "$worst_status"
}

main "$@"
