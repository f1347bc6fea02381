# What bench.sh measures beside the modes: runs without the startup cache, other programs, profiles. Sourced, never run.
# shellcheck shell=bash

declare -A extra=()

# set_extra OPTION
set_extra() {
  extra[${1#--}]=yes
}

# add_variants MODE: adds it to bench_modes, with and without the startup cache as --aot and --no-aot ask for.
add_variants() {
  if [[ -z ${extra[no-aot]-} || -n ${extra[aot]-} ]]; then
    bench_modes+=("$1")
  fi
  if [[ -n ${extra[no-aot]-} ]]; then
    bench_modes+=("$1$NO_AOT")
  fi
}

# add_peers: adds the other programs that are installed to bench_modes, and names those that are not.
add_peers() {
  local peer
  [[ -n ${extra[peers]-} ]] || return 0
  if [[ -z ${config[peer_modes]} ]]; then
    say "$connector: it has no other programs to compare with."
  fi
  for peer in ${config[peer_modes]}; do
    if check_mode "$peer" "$tools"; then
      bench_modes+=("$peer")
    else
      say "$connector: $peer is not measured: $missing"
    fi
  done
}

# profile_modes: with --profile, one more process of each mode, which is not recorded.
profile_modes() {
  local mode status=0 profiles
  [[ -n ${extra[profile]-} ]] || return 0
  for mode in "${bench_modes[@]}"; do
    if [[ $mode == *"$NO_AOT" ]] || ! verifies "$mode"; then
      continue
    fi
    profiles=${results%/*}/profiles/$run_id/$connector-$mode
    show_progress "$connector: profiling $mode"
    if ! mkdir -p -- "$profiles"; then
      say "Cannot write to $profiles."
      return "$EXIT_ENVIRONMENT"
    fi
    rm -f -- "$scratch/record.jsonl"
    profile_dir=$profiles
    run_hook run "$mode" || status=$?
    profile_dir=''
    ((status == 0)) || return "$status"
    end_progress
    say "$connector: profiles of $mode are in $profiles"
  done
}
