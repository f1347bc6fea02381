#!/usr/bin/env bash
# Compares two commits end to end, in pairs of processes. See -h.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=lib/all.sh
source "$root/bench/lib/all.sh"
# shellcheck source=lib/refs.sh
source "$root/bench/lib/refs.sh"
# shellcheck source=lib/arms.sh
source "$root/bench/lib/arms.sh"
# shellcheck source=lib/unfinished.sh
source "$root/bench/lib/unfinished.sh"
# shellcheck source=lib/pilot.sh
source "$root/bench/lib/pilot.sh"

readonly DEFAULT_PAIRS=20
readonly FIRST_LOOK=8

report_command=compare

usage() {
  cat <<HELP
Usage: compare.sh REF1 REF2 [OPTIONS]
       compare.sh --resume RUN [OPTIONS]

Builds both commits, each in a worktree under target/refs, and measures them with the harness of this tree: a
warm-up pair, then pairs of processes in balanced random blocks, A B B A or B A A B. It stops after a block, at a
planned look, where the answer is clear. Your tree is not touched. Hooks and fixtures are those of your tree for
both commits. Without --repeats, a pilot of two processes chooses warm-up runs, measured runs and pairs, so that
they fit --max-time (default for that: 10m). Two refs of one commit are an A/A comparison, which shows the noise of
the machine.

  --connector NAME which connector (default: all)
  --rows N         rows in each run
  --iters PAIRS    pairs at most (default: $DEFAULT_PAIRS)
  --mode NAME      the same as --modes with one name
  --threshold P    percent: what is worth calling a change (default: 2)
  --margin P       percent: what may go unseen (default: 5)
  --all-pairs      measures all pairs, also where the answer is clear before, for weir-bench calibrate
  --resume RUN     continues a comparison that was interrupted, by its run id, with the settings that it had;
                   only options of connectors, --jdk and --color have to be given again
HELP
  shared_options_help
  connector_options_help
  printf '\nNAME of a connector is one of: %s\n' "$(discover_connectors | tr '\n' ' ')"
  exit_codes_help
}

connector_name=''
selected=()
limits=()
resumed=''
all_pairs=''

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
      --all-pairs)
        all_pairs=yes
        shift
        ;;
      --connector | --rows | --mode | --threshold | --margin | --resume)
        require_value "$@"
        set_compare_option "$1" "$2"
        shift 2
        ;;
      -?*)
        parse_shared_option "$@" ||
          usage_error "unknown option '$1'; allowed: --connector --rows --mode --threshold --margin --all-pairs" \
            "--resume $SHARED_OPTIONS$(connector_options_words) -h."
        shift "$consumed"
        ;;
      *)
        operands+=("$1")
        shift
        ;;
    esac
  done
  require_git
  if [[ -n $resumed ]]; then
    ((${#operands[@]} == 0)) || usage_error "--resume takes no refs; those of the interrupted run are compared."
    load_unfinished "$resumed"
  else
    ((${#operands[@]} == 2)) || usage_error "two refs are needed, not ${#operands[@]}: ${operands[*]-}"
    resolve_arm A "${operands[0]}"
    resolve_arm B "${operands[1]}"
  fi
  select_connectors "$connector_name"
}

# set_compare_option OPTION VALUE
set_compare_option() {
  case $1 in
    --connector) connector_name=$2 ;;
    --mode) set_modes "$2" ;;
    --resume) resumed=$2 ;;
    --threshold | --margin)
      require_percentage "$1" "$2"
      limits+=("$1" "${2%\%}")
      ;;
    --rows)
      require_positive --rows "$2"
      option[rows]=$2
      ;;
  esac
}

# prepare_samples: the modes to compare, each of which both builds can do.
compared=()
prepare_samples() {
  local mode arm status=0
  compared=("${only_modes[@]}")
  if ! ((${#compared[@]})); then
    compared=("${config[compare_mode]}")
  fi
  for mode in "${compared[@]}"; do
    for arm in A B; do
      if ! check_mode "$mode" "${arm_dist[$arm]}"; then
        say "$connector: arm $arm, ${label[$arm]} (${sha[$arm]}), cannot do the mode $mode: $missing"
        status=$EXIT_ENVIRONMENT
      fi
    done
  done
  return "$status"
}

# measure_samples: for each mode the warm-up pair and the pairs, block by block, until the answers are clear.
measure_samples() {
  local pairs pair position arm mode line
  describe_environment || return
  choose_size "${compared[0]}" || return
  make_plan --pairs "$(comma_list "${compared[@]}")" --iterations "$pairs" --seed "${option[seed]}" \
    ${resumed:+--results "$results" --resume "$run_id" --connector "$connector"} || return
  for line in "${plan[@]}"; do
    read -r pair position arm mode <<<"$line"
    ((++step))
    ! time_is_up || break
    measure_arm "$arm" "$mode" "$pair" "$position" \
      "$( ((pair)) && echo "pair $pair of $pairs" || echo "warm-up pair")" || return
    # After a whole block of all modes, from the first look on; see weir-bench decide.
    if ((position == 2 && pair >= FIRST_LOOK && pair % 2 == 0)) && [[ -z $all_pairs && $mode == "${compared[-1]}" ]]; then
      ! answer_is_clear "$pairs" || break
    fi
  done
  end_progress
}

# measure_arm ARM MODE PAIR POSITION WHAT: one process of an arm's build.
measure_arm() {
  dist=${arm_dist[$1]}
  dist_digest=${arm_digest[$1]}
  measure "$2 of $1, ${label[$1]}, $5" "$2" --iteration "$3" --position "$4" --arm "$1" \
    --ref-label "${label[$1]}" --git-sha "${sha[$1]}" --dirty false --pairs "$pairs" "${limits[@]}"
}

# answer_is_clear PAIRS: whether the pairs that were measured are enough; says why.
answer_is_clear() {
  local answer=''
  call_tool decide --results "$results" --run "$run_id" --connector "$connector" --pairs "$1" "${limits[@]}" || return
  read -r answer <"$scratch/tool-decide.log" || true
  if [[ $answer == stop* ]]; then
    end_progress
    say "$connector: ${answer#stop }"
    return 0
  fi
  return 1
}

main() {
  read_time_limits
  list_options
  parse_arguments "$@"
  check_connectors "${only_modes[@]}"
  ((${#selected[@]})) || exit "$worst_status"
  require_arms || exit
  begin
  choose_seed
  [[ ${sha[A]} != "${sha[B]}" ]] ||
    say "A/A: both refs are the commit ${sha[A]}; any difference is noise of the machine."
  if [[ -n $(git -C "$root" status --porcelain) ]]; then
    say "This tree has uncommitted changes; they are not measured, only ${label[A]} and ${label[B]} are."
  fi
  provide_tools || exit
  remove_stale_worktrees
  build_arm A || exit
  build_arm B || exit
  prune_builds "$tools_digest" "${arm_digest[A]}" "${arm_digest[B]}"
  keep_unfinished
  measure_connectors compare_rows
  ((worst_status)) || forget_unfinished
  report compare "${report_options[@]}"
  exit "$worst_status"
}

main "$@"
