#!/usr/bin/env bash
# Writes the records of an engine, with the fault that FAKE_RECORD names:
#   none, half, missing (a run), rows, hash, unverified
# With FAKE_OTHER, those of the mode fast are of a pipeline whose transform has an output.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/behave.sh"
trace "run $1 $(build_commit)"
if [[ -n ${BENCH_PROFILE-} ]]; then
  JAVA_TOOL_OPTIONS=$BENCH_JVM_OPTIONS "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version
fi
if [[ ${BENCH_AOT-} == no ]]; then
  trace "run $1 without the startup cache"
fi

write_record() { # REPEAT SECONDS
  local hash=c0ffee rows=$BENCH_ROWS source=c0ffee outputs='' to_main
  if [[ -n ${FAKE_OTHER-} && $mode == fast ]]; then
    hash=0ddba11 source=0ddba11 rows=7
    outputs=',"outputs":[{"stream":"s","name":"o","target":"t","records_emitted":4,"records_written":4'
    outputs+=',"records_updated":0,"bytes_written":40}]'
  fi
  [[ ${FAKE_RECORD-} != rows || $1 != 2 ]] || rows=$((rows - 1))
  [[ ${FAKE_RECORD-} != hash || $1 != 2 ]] || hash=bad
  [[ ${FAKE_RECORD-} != unverified ]] || hash=
  to_main=$rows
  [[ -z $outputs ]] || to_main=$((rows - 4))
  printf '{"record_version":1,"repeat":%d,"records_read":%d,"records_written":%d,"dest_rows":%d' \
    "$1" "$BENCH_ROWS" "$to_main" "$rows"
  printf ',"source_hash":"%s"%s,"duration_secs":%s%s' "$source" "${hash:+,\"dest_hash\":\"$hash\"}" "$2" "$outputs"
  if [[ $mode != limit ]]; then
    printf ',"bytes_read":%d,"bytes_written":%d,"source_duration_secs":%s,"source_connect_secs":0.004' \
      "${BENCH_ROWS}00" "${BENCH_ROWS}00" "$2"
    printf ',"source_query_secs":0.002,"source_fetch_secs":%s,"source_arrow_encode_secs":0.011' "$2"
    printf ',"source_compress_secs":0.000,"source_blocked_secs":0.031,"source_verify_secs":0.02,"time_to_first_row_ms":9.4'
    printf ',"dest_duration_secs":%s,"dest_connect_secs":0.003,"dest_receive_secs":0.054' "$2"
    printf ',"dest_decompress_secs":0.0001,"dest_arrow_decode_secs":0.009,"dest_transform_secs":0'
    printf ',"dest_build_secs":0.001,"dest_verify_secs":0.025'
    printf ',"dest_flush_secs":%s,"dest_commit_secs":0.013,"retry_count":0,"cpu_secs":%s' "$2" "$2"
    printf ',"gc_count":1,"gc_secs":0.002,"allocated_bytes":73400320,"heap_peak_bytes":31457280'
    printf ',"rss_peak_bytes":188743680,"jdk":"17.0.15","load_method":"copy","codec":"none"'
  fi
  printf '}\n'
}

mode=$1
case $mode in
  slow) tenths=4 ;;
  fast) tenths=2 ;;
  *) tenths=1 ;;
esac
# The build of FAKE_SLOW, a commit, takes twice as long.
[[ ${FAKE_SLOW-none} != "$(build_commit)" ]] || tenths=$((tenths * 2))
[[ ${FAKE_RECORD-} != none ]] || exit 0
runs=$((1 + BENCH_WARMUP + BENCH_REPEATS))
[[ ${FAKE_RECORD-} != missing ]] || runs=$((runs - 1))
for ((repeat = 1; repeat <= runs; repeat++)); do
  write_record "$repeat" "$(printf '0.%d%03d' "$tenths" $((RANDOM % 400)))" >>"$BENCH_RECORD"
done
if [[ ${FAKE_RECORD-} == half ]]; then
  truncate -s -40 "$BENCH_RECORD"
fi
# Last, as an engine may also fail after it has written records.
behave run
