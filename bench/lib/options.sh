# The options that bench.sh and compare.sh share. Sourced, never run.
# shellcheck shell=bash

declare -A option=([iters]='' [warmup]='' [rows]='' [postgres]=auto [jdk]='' [color]=auto [seed]='')

shared_options_help() {
  cat <<'HELP'
  --warmup N       warm-up runs of each process after its cold run
  --postgres P     auto, embedded, docker, or the URL of a server (default: auto)
  --jdk HOME       the JDK that runs what is measured (default: JAVA_HOME, else java on PATH)
  --color WHEN     auto, always or never (default: auto)
  --seed N         repeats the order of an earlier run
  -h, --help       this text
HELP
}

exit_codes_help() {
  cat <<'HELP'
Exit codes: 0 success; 2 usage; 4 correctness (rows were lost, altered or not verified);
5 environment (no build, no database, a hook failed, results not written); 128 + n ended by signal n.
HELP
}

# require_value OPTION REST...: an option that needs a value has one.
require_value() {
  (($# > 1)) || usage_error "$1 needs a value."
}

# set_shared_option OPTION VALUE: checks and stores an option of both scripts; returns 1 for any other.
set_shared_option() {
  case $1 in
    --iters) require_positive --iters "$2" ;;
    --warmup) require_count --warmup "$2" ;;
    --seed) require_count --seed "$2" ;;
    --color) require_one_of 'value of --color' "$2" auto always never ;;
    --postgres)
      case $2 in
        auto | embedded | docker | ?*://?* | jdbc:?*) ;;
        # Not repeated in the message, as a mistyped URL may contain a password.
        *) usage_error "unknown value of --postgres; allowed: auto, embedded, docker, or a postgresql:// URL." ;;
      esac
      ;;
    --jdk) [[ -x $2/bin/java ]] || usage_error "--jdk must name a JDK: there is no program '$2/bin/java'." ;;
    *) return 1 ;;
  esac
  option[${1#--}]=$2
}

# choose_seed: prints the seed that was given, else one from the clock.
choose_seed() {
  printf '%s' "${option[seed]:-$(date +%s)}"
}
