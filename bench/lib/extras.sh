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

# The library of async-profiler; empty where it cannot start.
profiler=''
profiler_chosen=''

# choose_profiler: tries whether async-profiler can profile the JDK that is measured; says so, once, where it cannot.
choose_profiler() {
  local library java=${option[jdk]:-${JAVA_HOME-}} log=$scratch/profiler.log recording=$scratch/profiler.jfr
  [[ -z $profiler_chosen ]] || return 0
  profiler_chosen=yes
  case $(uname -m) in
    x86_64) library=linux-x64 ;;
    aarch64) library=linux-arm64 ;;
    *) library=$(uname -m) ;;
  esac
  library=$tools/lib/async-profiler/$library/libasyncProfiler.so
  if run_child "${time_limits[tool]}" "$log" "${java:+$java/bin/}java" \
    "-agentpath:$library=$(profiler_arguments "$recording")" -version && [[ -s $recording ]]; then
    profiler=$library
  else
    end_progress
    say "async-profiler cannot start here, so JFR profiles; its last lines:"
    show_tail "$log"
  fi
}

# profiler_arguments FILE: CPU time by timers of threads, as containers often forbid perf events; and allocation.
profiler_arguments() {
  printf 'start,event=ctimer,alloc,jfr,file=%s' "$1"
}

# jvm_profiler FILE: prints the JVM option that profiles into FILE, as JAVA_TOOL_OPTIONS takes it.
jvm_profiler() {
  if [[ -n $profiler ]]; then
    printf "'-agentpath:%s=%s'" "$profiler" "$(profiler_arguments "$1")"
  else
    printf "'-XX:StartFlightRecording=filename=%s,settings=profile,dumponexit=true'" "$1"
  fi
}

# profile_modes: with --profile, one more process of each mode, which is not recorded.
profile_modes() {
  local mode profiles
  [[ -n ${extra[profile]-} ]] || return 0
  choose_profiler
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
    profile_mode "$mode" "$profiles" || return
    end_progress
    say "$connector: profiles of $mode are in $profiles"
  done
}

# profile_mode MODE DIRECTORY: flame graphs of a process, where it wrote a recording.
profile_mode() {
  local status=0 recording=$2/profile.jfr
  rm -f -- "$scratch/record.jsonl"
  profile_dir=$2
  jvm_options=$(jvm_profiler "$recording")
  run_hook run "$1" || status=$?
  profile_dir=''
  jvm_options=''
  ((status == 0)) || return "$status"
  if [[ -e $recording ]]; then
    call_tool flame-graph --recording "$recording" --title "$connector, $1" || return
  fi
}
