# A connector that moves nothing and fails on demand, for the tests of the harness.
# FAKE_LIMIT=limit gives it a limit mode. See behave.sh for its failures.
# shellcheck shell=bash disable=SC2034 # the harness reads these
default_rows=1000
compare_rows=500
modes="slow fast"
limit_mode=${FAKE_LIMIT-}
peer_modes="other absent"
compare_mode="fast"
default_iters=1
default_warmup=1
default_repeats=2
environment_facts="server"
options=('store|FAKE_STORE|memory|memory, disk, or a store:// URL|memory disk store://?*')
[[ ${FAKE_FAIL-} != "config:$(basename "$(dirname "${BASH_SOURCE[0]}")")" ]] || return 3
