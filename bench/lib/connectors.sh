# Finds the connectors and reads their config.sh. Sourced, never run.
# shellcheck shell=bash

connectors_dir=$root/connectors

# The variables that a config.sh may set; see hooks.sh.
readonly CONFIG_NAMES=(
  default_rows compare_rows modes limit_mode peer_modes compare_mode default_iters default_warmup default_repeats
  environment_facts
)

# The end of a mode's name where it runs without the product's startup cache, see --no-aot.
readonly NO_AOT=-no-aot

# The variables of the config.sh that was read last.
declare -A config=()
# Its options: lines of NAME|VARIABLE|DEFAULT|HELP|PATTERNS.
config_options=()

# discover_connectors: prints the folders that have a config.sh.
discover_connectors() {
  local file
  for file in "$connectors_dir"/*/config.sh; do
    if [[ -f $file ]]; then
      file=${file%/config.sh}
      printf '%s\n' "${file##*/}"
    fi
  done
}

# print_config FILE: prints NAME=VALUE lines. Run it in a subshell, so that other variables of config.sh are dropped.
print_config() {
  local name
  unset "${CONFIG_NAMES[@]}" options
  # shellcheck source=/dev/null
  source "$1" >&2 || return
  for name in "${CONFIG_NAMES[@]}"; do
    declare -n value=$name
    printf '%s=%s\n' "$name" "${value[*]-}" | tr '\n' ' '
    printf '\n'
  done
  # shellcheck disable=SC2154 # config.sh assigns it
  for name in ${options[@]+"${options[@]}"}; do
    printf 'options=%s\n' "$name"
  done
}

# read_config CONNECTOR: fills config; returns 5, after a message, where it is invalid.
read_config() {
  local file=$connectors_dir/$1/config.sh text line value
  config=()
  config_options=()
  if ! text=$(print_config "$file"); then
    say "$1: $file failed."
    return "$EXIT_ENVIRONMENT"
  fi
  while IFS= read -r line; do
    value=${line#*=}
    if [[ $line == options=* ]]; then
      config_options+=("$value")
      continue
    fi
    config[${line%%=*}]=${value%"${value##*[![:space:]]}"}
  done <<<"$text"
  check_config "$1" "$file"
}

check_config() {
  local name mode
  for name in default_rows compare_rows default_iters default_repeats; do
    if ! [[ ${config[$name]-} =~ ^[1-9][0-9]{0,8}$ ]]; then
      say "$1: $2 must set $name to a positive whole number, not '${config[$name]-}'."
      return "$EXIT_ENVIRONMENT"
    fi
  done
  if ! [[ ${config[default_warmup]} =~ ^(0|[1-9][0-9]{0,8})$ ]]; then
    say "$1: $2 must set default_warmup to a whole number of at least 0, not '${config[default_warmup]}'."
    return "$EXIT_ENVIRONMENT"
  fi
  # Word splitting is intended: modes is a list of words.
  # shellcheck disable=SC2086
  if [[ -z ${config[modes]} ]] || ! contains "${config[compare_mode]}" ${config[modes]}; then
    say "$1: $2 must set modes to a list of words, and compare_mode to one of them."
    return "$EXIT_ENVIRONMENT"
  fi
  for mode in ${config[modes]} ${config[limit_mode]} ${config[peer_modes]}; do
    if ! [[ $mode =~ ^[A-Za-z0-9][A-Za-z0-9_.-]*$ ]] || [[ $mode == *"$NO_AOT" ]]; then
      say "$1: $2: a mode's name may contain letters, digits, '_', '.' and '-', and not end with $NO_AOT, not '$mode'."
      return "$EXIT_ENVIRONMENT"
    fi
  done
  for name in "${config_options[@]}"; do
    if ! [[ $name =~ ^[a-z][a-z-]*\|[A-Z][A-Z0-9_]*\|[^|]*\|[^|]+\|[^|]+$ ]]; then
      say "$1: $2: an option must be 'name|VARIABLE|default|help|patterns', not '$name'."
      return "$EXIT_ENVIRONMENT"
    fi
  done
}

# declares_option NAME: whether any connector has this option.
declares_option() {
  local connector_name line
  for connector_name in $(discover_connectors); do
    if read_config "$connector_name" 2>/dev/null; then
      for line in "${config_options[@]}"; do
        [[ ${line%%|*} != "$1" ]] || return 0
      done
    fi
  done
  return 1
}

# connector_options_help: a line for each option of each connector.
connector_options_help() {
  local connector_name line name default help
  for connector_name in $(discover_connectors); do
    if read_config "$connector_name" 2>/dev/null; then
      for line in "${config_options[@]}"; do
        IFS='|' read -r name _ default help _ <<<"$line"
        printf '  --%-14s of %s: %s (default: %s)\n' "$name" "$connector_name" "$help" "${default:-none}"
      done
    fi
  done
}

# connector_options_words: the options of all connectors, each after a blank.
connector_options_words() {
  local connector_name line
  for connector_name in $(discover_connectors); do
    if read_config "$connector_name" 2>/dev/null; then
      for line in "${config_options[@]}"; do
        printf ' --%s' "${line%%|*}"
      done
    fi
  done
}

# check_options: checks the values of the options that the connector in config has, and marks them as used.
# The value is not repeated in a message, as a mistyped URL may contain a password.
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

# export_options: the options of the connector in config, for its hooks.
export_options() {
  local line name variable default
  for line in "${config_options[@]}"; do
    IFS='|' read -r name variable default _ <<<"$line"
    export "$variable=${given_options[$name]-$default}"
  done
}

# select_connectors NAME: fills selected with this connector, or with all where NAME is empty.
select_connectors() {
  local known
  mapfile -t known < <(discover_connectors)
  ((${#known[@]})) || usage_error "no connector has a config.sh in $connectors_dir."
  if [[ -n $1 ]]; then
    require_one_of connector "$1" "${known[@]}"
    selected=("$1")
  else
    selected=("${known[@]}")
  fi
}

# check_connectors MODES...: before anything is built, refuses a mode that a selected connector lacks, and removes
# connectors with an invalid config.sh from selected.
check_connectors() {
  local name mode usable=()
  local -A used_options=()
  for name in "${selected[@]}"; do
    if ! read_config "$name"; then
      keep_worst "$EXIT_ENVIRONMENT"
      continue
    fi
    for mode in "$@"; do
      # shellcheck disable=SC2086 # lists of words
      require_one_of "mode of $name" "$mode" ${config[modes]}
    done
    check_options
    usable+=("$name")
  done
  for name in "${!given_options[@]}"; do
    [[ -n ${used_options[$name]-} ]] || ((worst_status)) ||
      usage_error "--$name is no option of: ${selected[*]}."
  done
  selected=("${usable[@]}")
}
