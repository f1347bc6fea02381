#!/usr/bin/env bash
# check.sh MODE: whether the build in $BENCH_DIST has what the mode needs; if not, says what it lacks.
set -euo pipefail
# shellcheck source=connectors/rules/config.sh
source "$BENCH_ROOT/connectors/$BENCH_CONNECTOR/config.sh"
# shellcheck source=bench/lib/weir-build.sh
source "$BENCH_ROOT/bench/lib/weir-build.sh"

mode=${1:?usage: check.sh MODE}
require_build
require_jar weir-connector-postgres
require_jar weir-connector-rules
require_pipeline "$fixture_pipelines/$mode.yaml"
