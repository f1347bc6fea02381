# The options that bench.sh and compare.sh share. Sourced, never run.
# shellcheck shell=bash

declare -A option=([iters]='' [warmup]='' [repeats]='' [rows]='' [max-time]='' [jdk]='' [color]=auto [seed]='')
# The options of connectors that were given, see hooks.sh.
declare -A given_options=()
# Options for weir-bench report or compare.
report_options=()
only_modes=()
max_seconds=''

shared_options_help() {
  cat <<'HELP'
  --modes A,B      only these modes
  --warmup N       warm-up runs of each process after its cold run
  --repeats N      measured runs of each process
  --max-time T     starts no process after this time of measuring, such as 90s, 10m or 2h
  --jdk HOME       the JDK that runs what is measured (default: JAVA_HOME, else java on PATH)
  --gate[=strict]  exit code 1 for a regression; with =strict also 3 for an inconclusive result
  --html FILE      writes the report as one page, too
  --color WHEN     auto, always or never (default: auto; NO_COLOR turns colour off)
  --seed N         repeats the order of an earlier run
  -h, --help       this text
HELP
}

exit_codes_help() {
  cat <<'HELP'
Exit codes: 0 success; 1 regression (with --gate); 2 usage; 3 inconclusive (with --gate=strict);
4 correctness (rows were lost, altered or not verified); 5 environment (no build, no database, a hook failed,
results not written); 70 internal error; 128 + n ended by signal n.
Environment: BENCH_LIMIT_BUILD, _CHECK, _SETUP, _RUN, _VERIFY and _TEARDOWN are time limits in seconds, and
BENCH_LIMIT_GRACE is the time from SIGTERM to SIGKILL; BENCH_RESULTS names the file of results; BENCH_LOCKS the directory where benchmarks of this machine find each other.
HELP
}

# require_value OPTION REST...: an option that needs a value has one.
require_value() {
  (($# > 1)) || usage_error "$1 needs a value."
}

readonly SHARED_OPTIONS='--modes --iters --warmup --repeats --max-time --jdk --gate --html --color --seed'

# parse_shared_option ARGUMENTS...: parses the option in front and sets consumed to the number of its arguments;
# returns 1 where it is none that the scripts share and none of a connector.
parse_shared_option() {
  consumed=2
  case $1 in
    --gate)
      consumed=1
      gated=yes
      report_options+=(--gate)
      ;;
    --gate=*)
      require_one_of 'value of --gate' "${1#*=}" strict
      consumed=1
      gated=yes
      report_options+=("$1")
      ;;
    --modes | --iters | --warmup | --repeats | --max-time | --jdk | --html | --color | --seed)
      require_value "$@"
      set_shared_option "$1" "$2"
      ;;
    --*)
      declares_option "${1#--}" || return 1
      require_value "$@"
      given_options[${1#--}]=$2
      ;;
    *) return 1 ;;
  esac
}

# set_shared_option OPTION VALUE: checks and stores it.
set_shared_option() {
  case $1 in
    --modes)
      set_modes "$2"
      return
      ;;
    --html)
      report_options+=(--html "$(absolute_path "$2")")
      return
      ;;
    --iters | --repeats) require_positive "$1" "$2" ;;
    --warmup | --seed) require_count "$1" "$2" ;;
    --max-time) require_seconds "$1" "$2" max_seconds ;;
    --color) require_one_of 'value of --color' "$2" auto always never ;;
    --jdk) [[ -x $2/bin/java ]] || usage_error "--jdk must name a JDK: there is no program '$2/bin/java'." ;;
  esac
  option[${1#--}]=$2
}

# set_modes LIST
set_modes() {
  local name
  only_modes=()
  IFS=, read -r -a names <<<"$1"
  for name in "${names[@]}"; do
    ! contains "$name" "${only_modes[@]}" || usage_error "--modes names '$name' twice."
    only_modes+=("$name")
  done
  ((${#only_modes[@]})) || usage_error "--modes needs at least one mode."
}

# absolute_path FILE: as the Java part may run in another directory.
absolute_path() {
  case $1 in
    /*) printf '%s' "$1" ;;
    *) printf '%s/%s' "$PWD" "$1" ;;
  esac
}

# choose_seed: keeps the seed that was given, else takes one from the clock.
choose_seed() {
  option[seed]=${option[seed]:-$(date +%s)}
}
