# Chooses the size of a comparison from a few processes. Sourced, never run.
# shellcheck shell=bash

# The measured runs of each of the pilot's two processes.
readonly PILOT_REPEATS=8

# What the pilot has chosen for a connector: warm-up runs, measured runs, pairs. Also kept for --resume.
declare -A chosen=()

# choose_size MODE: sets warmup, repeats and pairs, by a pilot unless --repeats is given. The pilot's processes are of
# arm A and recorded under a run id of their own, so that no report counts them.
choose_size() {
  pairs=${option[iters]:-$DEFAULT_PAIRS}
  [[ -z ${option[repeats]} ]] || return 0
  if [[ -z ${chosen[$connector]-} ]]; then
    if [[ -n $resumed ]]; then
      return 0
    fi
    run_pilot "$1" || return
    keep_chosen
  fi
  read -r warmup repeats pairs <<<"${chosen[$connector]}"
  warmup=${option[warmup]:-$warmup}
}

# run_pilot MODE
run_pilot() {
  local status=0 position counted=$run_id default_repeats=$repeats
  repeats=$PILOT_REPEATS
  run_id=$counted-pilot
  plan=(1 2)
  step=0
  printf -v started '%(%s)T' -1
  for position in "${plan[@]}"; do
    ((++step))
    measure_arm A "$1" 0 "$position" "pilot, process $position of 2" || status=$?
    ((status == 0)) || break
  done
  end_progress
  if ((status == 0)); then
    ask_pilot "$1" || status=$?
  fi
  run_id=$counted
  repeats=$default_repeats
  # There is nothing to report yet.
  recorded=''
  return "$status"
}

# ask_pilot MODE: reads lines of a name and a number, and says the sentence.
ask_pilot() {
  local name value line chosen_warmup='' chosen_repeats='' chosen_pairs=''
  call_tool pilot --results "$results" --run "$run_id" --mode "$1" ${option[iters]:+--pairs "${option[iters]}"} \
    ${max_seconds:+--max-time "$max_seconds"} "${limits[@]}" || return
  while IFS= read -r line; do
    read -r name value <<<"$line"
    case $name in
      warmup) chosen_warmup=$value ;;
      repeats) chosen_repeats=$value ;;
      pairs) chosen_pairs=$value ;;
      *) say "$connector: $line" ;;
    esac
  done <"$scratch/tool-pilot.log"
  chosen[$connector]="$chosen_warmup $chosen_repeats $chosen_pairs"
}

# keep_chosen: adds it to the settings that --resume reads.
keep_chosen() {
  if [[ -f $unfinished_dir/$run_id ]]; then
    printf 'chosen_%s=%s\n' "$connector" "${chosen[$connector]}" >>"$unfinished_dir/$run_id"
  fi
}
