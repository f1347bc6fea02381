# The options that connectors declare in their config.sh, see hooks.sh. Sourced, never run.
# shellcheck shell=bash

# Those of all connectors: lines of CONNECTOR|NAME|VARIABLE|DEFAULT|HELP|PATTERNS.
declared_options=()
# Those of the connector whose config.sh was read last: lines of NAME|VARIABLE|DEFAULT|HELP|PATTERNS.
config_options=()
# The values that were given, by name, and those of them that a selected connector has.
declare -A given_options=() used_options=()

# list_options: reads the options of each config.sh; to be called once. A config.sh that fails is reported when the
# variables of its connector are read.
list_options() {
  local name line
  for name in $(discover_connectors); do
    while IFS= read -r line; do
      declared_options+=("$name|$line")
    done < <(print_options "$connectors_dir/$name/config.sh")
  done
}

# print_options FILE: run it in a subshell, so that the variables of config.sh are dropped.
print_options() {
  unset options
  # shellcheck source=/dev/null
  source "$1" >/dev/null 2>&1 || true
  # shellcheck disable=SC2154 # config.sh assigns it
  [[ -z ${options+set} ]] || printf '%s\n' "${options[@]}"
}

# take_options CONNECTOR: fills config_options.
take_options() {
  local line
  config_options=()
  for line in "${declared_options[@]}"; do
    [[ ${line%%|*} != "$1" ]] || config_options+=("${line#*|}")
  done
}

# check_option_lines CONNECTOR FILE: returns 5, after a message, where an option of config_options is not well-formed.
check_option_lines() {
  local line
  for line in "${config_options[@]}"; do
    if ! [[ $line =~ ^[a-z][a-z-]*\|[A-Z][A-Z0-9_]*\|[^|]*\|[^|]+\|[^|]+$ ]]; then
      say "$1: $2: an option must be 'name|VARIABLE|default|help|patterns', not '$line'."
      return "$EXIT_ENVIRONMENT"
    fi
  done
}

# declares_option NAME: whether any connector has this option.
declares_option() {
  local line name
  for line in "${declared_options[@]}"; do
    IFS='|' read -r _ name _ <<<"$line"
    [[ $name != "$1" ]] || return 0
  done
  return 1
}

# connector_options_help: a line for each option of each connector.
connector_options_help() {
  local line connector_name name default help
  for line in "${declared_options[@]}"; do
    IFS='|' read -r connector_name name _ default help _ <<<"$line"
    printf '  --%-14s of %s: %s (default: %s)\n' "$name" "$connector_name" "$help" "${default:-none}"
  done
}

# connector_options_words: the options of all connectors, each after a blank.
connector_options_words() {
  local line name
  for line in "${declared_options[@]}"; do
    IFS='|' read -r _ name _ <<<"$line"
    printf ' --%s' "$name"
  done
}

# check_options: checks the given values of config_options, and marks them as used. The value is not repeated in a
# message, as a mistyped URL may contain a password.
check_options() {
  local line name help patterns pattern
  for line in "${config_options[@]}"; do
    IFS='|' read -r name _ _ help patterns <<<"$line"
    if [[ -n ${given_options[$name]+given} ]]; then
      used_options[$name]=yes
      for pattern in $patterns; do
        # shellcheck disable=SC2053 # a pattern
        [[ ${given_options[$name]} != $pattern ]] || continue 2
      done
      usage_error "unknown value of --$name; allowed: $help."
    fi
  done
}

# require_used_options: refuses an option that no selected connector has.
require_used_options() {
  local name
  for name in "${!given_options[@]}"; do
    [[ -n ${used_options[$name]-} ]] || usage_error "--$name is no option of: ${selected[*]}."
  done
}

# export_options: the options of config_options, for config.sh and the hooks.
export_options() {
  local line name variable default
  for line in "${config_options[@]}"; do
    IFS='|' read -r name variable default _ <<<"$line"
    export "$variable=${given_options[$name]-$default}"
  done
}
