# Keeps the settings of a comparison while it runs, so that it can be resumed after an interruption. Sourced, never run.
# shellcheck shell=bash

# A file for each comparison that was not finished, named after its run id: lines of NAME=VALUE.
unfinished_dir=${BENCH_RESULTS:+$(dirname -- "$(absolute_path "$BENCH_RESULTS")")}
unfinished_dir=${unfinished_dir:-$root/target/bench_results}/unfinished

# keep_unfinished: writes the settings. Options of connectors are kept by name only, as a URL may contain a password.
keep_unfinished() {
  local name file=$unfinished_dir/$run_id
  if ! mkdir -p -- "$unfinished_dir"; then
    say "Cannot write to $unfinished_dir; this comparison cannot be resumed."
    return 0
  fi
  {
    for name in A B; do
      printf 'label_%s=%s\nsha_%s=%s\n' "$name" "${label[$name]}" "$name" "${sha[$name]}"
    done
    for name in iters warmup repeats rows seed; do
      printf '%s=%s\n' "$name" "${option[$name]}"
    done
    printf 'connector=%s\nmodes=%s\nlimits=%s\noptions=%s\n' "$connector_name" "${only_modes[*]-}" "${limits[*]-}" \
      "${!given_options[*]}"
  } >"$file"
}

forget_unfinished() {
  rm -f -- "$unfinished_dir/$run_id"
}

# load_unfinished RUN: takes its run id and its settings.
load_unfinished() {
  local file=$unfinished_dir/$1 name value
  if ! [[ $1 =~ ^[0-9A-Za-z-]+$ && -f $file ]]; then
    usage_error "there is no unfinished comparison '$1'; there are: $(unfinished_runs)"
  fi
  # shellcheck disable=SC2004 # associative arrays
  while IFS='=' read -r name value; do
    case $name in
      label_*) label[${name#label_}]=$value ;;
      sha_*) sha[${name#sha_}]=$value ;;
      connector) connector_name=$value ;;
      modes) read -r -a only_modes <<<"$value" ;;
      limits) read -r -a limits <<<"$value" ;;
      chosen_*) chosen[${name#chosen_}]=$value ;;
      options) require_options_again "$value" ;;
      iters | warmup | repeats | rows | seed) option[$name]=$value ;;
    esac
  done <"$file"
  run_id=$1
}

# unfinished_runs: prints the run ids.
unfinished_runs() {
  local file runs=()
  for file in "$unfinished_dir"/*; do
    [[ ! -f $file ]] || runs+=("${file##*/}")
  done
  printf '%s' "${runs[*]:-none}"
}

# require_options_again NAMES
require_options_again() {
  local name
  for name in $1; do
    [[ -n ${given_options[$name]+given} ]] ||
      usage_error "the run was measured with --$name, which is not kept; give it again."
  done
}
