# What all scripts share: exit codes, messages, checks of arguments. Sourced, never run.
# shellcheck shell=bash

readonly EXIT_REGRESSED=1
readonly EXIT_USAGE=2
readonly EXIT_INCONCLUSIVE=3
readonly EXIT_CORRECTNESS=4
readonly EXIT_ENVIRONMENT=5
# EX_SOFTWARE of sysexits.h: a fault of the harness itself.
readonly EXIT_INTERNAL=70

# Where the kernel reports processes, see proc(5).
readonly PROC=/proc

if ((BASH_VERSINFO[0] < 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] < 4))); then
  echo "${0##*/} needs bash 4.4 or newer; this is $BASH_VERSION." >&2
  exit "$EXIT_ENVIRONMENT"
fi

if ! [[ -r $PROC/self/stat && -r $PROC/stat && -r $PROC/uptime && -r $PROC/loadavg ]]; then
  echo "${0##*/} needs Linux with /proc mounted: $PROC/self/stat or $PROC/stat cannot be read." >&2
  exit "$EXIT_ENVIRONMENT"
fi

# git status would otherwise take the lock of the index, and disturb a git command of the user.
export GIT_OPTIONAL_LOCKS=0

# Whether exit code 1 is a verdict: without it, a command that failed unexpectedly would look like a regression.
gated=''
internal_fault_guard() {
  local status=$?
  if ((status == EXIT_REGRESSED)) && [[ -z $gated ]]; then
    say "${0##*/}: internal error: a command failed unexpectedly; please report it."
    exit "$EXIT_INTERNAL"
  fi
}
trap internal_fault_guard EXIT

# say WORDS...: prints a line on standard error.
say() {
  printf '%s\n' "$*" >&2
}

# usage_error SENTENCE: ends the script. Not to be called in a subshell, which is all that it would end.
usage_error() {
  say "${0##*/}: $*"
  say "Try '${0##*/} -h'."
  exit "$EXIT_USAGE"
}

# require_seconds NAME VALUE VARIABLE: a time such as 90s, 10m or 2h; sets VARIABLE to the seconds.
require_seconds() {
  local -A unit=([s]=1 [m]=60 [h]=3600)
  [[ $2 =~ ^([1-9][0-9]{0,5})([smh]?)$ ]] ||
    usage_error "$1 must be a time such as 90s, 10m or 2h, not '$2'."
  printf -v "$3" '%d' $((BASH_REMATCH[1] * unit[${BASH_REMATCH[2]:-s}]))
}

# require_percentage NAME VALUE: a number of percent above 0 and below 100, such as 2 or 2.5.
require_percentage() {
  [[ $2 =~ ^[0-9]{1,2}([.][0-9]{1,3})?%?$ && ! $2 =~ ^0*[.]?0*%?$ ]] ||
    usage_error "$1 must be a percentage above 0 and below 100, such as 2 or 2.5, not '$2'."
}

# require_positive NAME VALUE: a whole number from 1, of at most nine digits.
require_positive() {
  [[ $2 =~ ^[1-9][0-9]{0,8}$ ]] || usage_error "$1 must be a whole number from 1 to 999999999, not '$2'."
}

# require_count NAME VALUE: a whole number from 0, of at most nine digits.
require_count() {
  [[ $2 =~ ^(0|[1-9][0-9]{0,8})$ ]] || usage_error "$1 must be a whole number from 0 to 999999999, not '$2'."
}

# contains WORD WORDS...: whether WORD is one of WORDS.
contains() {
  local word
  for word in "${@:2}"; do
    [[ $word != "$1" ]] || return 0
  done
  return 1
}

# require_one_of NAME VALUE ALLOWED...
require_one_of() {
  contains "$2" "${@:3}" || usage_error "unknown $1 '$2'; allowed: ${*:3}."
}

# show_tail LOG: prints its last lines, indented, on standard error, without what is no text or controls a terminal.
show_tail() {
  if [[ -s $1 ]]; then
    tail -n 25 -- "$1" | iconv -c -f UTF-8 -t UTF-8 | tr -d '\000-\010\013-\037\177' | sed 's/^/    /' >&2
  else
    say "    (no output)"
  fi
}

# keep_worst STATUS: remembers the exit code of the script: that of a correctness failure, else the first one.
worst_status=0
keep_worst() {
  if (($1 == EXIT_CORRECTNESS || worst_status == 0)); then
    worst_status=$1
  fi
}
