# What all scripts share: exit codes, messages, checks of arguments. Sourced, never run.
# shellcheck shell=bash

readonly EXIT_USAGE=2
readonly EXIT_CORRECTNESS=4
readonly EXIT_ENVIRONMENT=5

if ((BASH_VERSINFO[0] < 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] < 4))); then
  echo "${0##*/} needs bash 4.4 or newer; this is $BASH_VERSION." >&2
  exit "$EXIT_ENVIRONMENT"
fi

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

# show_tail LOG: prints its last lines, indented, on standard error.
show_tail() {
  if [[ -s $1 ]]; then
    tail -n 25 -- "$1" | sed 's/^/    /' >&2
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
