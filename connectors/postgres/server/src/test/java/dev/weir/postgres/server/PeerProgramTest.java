package dev.weir.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.postgres.Sql;
import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import dev.weir.postgres.server.BenchLayout.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The real programs, each where it is installed (Debian packages pgcopydb and pgloader). */
class PeerProgramTest {
  private static final int ROWS = 1_000;
  private static final Path SQL = Processes.root().resolve("fixtures/postgres/sql");
  private static final BenchLayout LAYOUT =
      new BenchLayout(new Location("peer_source", "public"), new Location("peer_target", "raw"));

  @ParameterizedTest
  @CsvSource({
    "PGCOPYDB, narrow, bench_events",
    "PGCOPYDB, wide, bench_wide",
    "PGCOPYDB, narrow tables, bench_events_1 bench_events_2 bench_events_3 bench_events_4",
    "PGLOADER, narrow, bench_events",
    "PGLOADER, wide, bench_wide",
    "PGLOADER, narrow tables, bench_events_1 bench_events_2 bench_events_3 bench_events_4",
  })
  void run_fixture_copiesEachRowAndDropsTheTargets(PeerProgram peer, String files, String tables)
      throws Exception {
    assumeInstalled(peer);
    TestServer.database("peer_source");
    TestDatabase target = TestServer.database("peer_target");
    target.execute("CREATE SCHEMA raw");
    List<Path> sql =
        Stream.of(files.split(" ", -1)).map(name -> SQL.resolve(name + ".sql")).toList();
    Seed.read(SeedFiles.of(sql), LAYOUT, Map.of("rows", Integer.toString(ROWS)))
        .run(SharedServer.endpoint());
    List<PipeRun> runs = new ArrayList<>();

    new CopyPipeBaseline(
            SharedServer.endpoint(),
            Stream.of(tables.split(" ", -1))
                .map(name -> new TableCopy(LAYOUT.source().table(name), peer.target(LAYOUT, name)))
                .toList(),
            peer)
        .run(2, ROWS, runs::add);

    assertThat(runs).extracting(PipeRun::method).containsExactly(peer.method(), peer.method());
    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.dest().rows()).isEqualTo(ROWS);
              assertThat(run.dest()).isEqualTo(run.source());
            });
    assertThat(Sql.texts(target, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void copy_rowThatTheTargetRefuses_failsWithTheServersMessage(PeerProgram peer) throws Exception {
    assumeInstalled(peer);
    TestServer.database("peer_source").execute("CREATE TABLE things AS SELECT 1 AS one");
    TestServer.database("peer_target").execute("CREATE TABLE things (one int CHECK (one > 1))");
    TableCopy table = new TableCopy(LAYOUT.source().table("things"), peer.target(LAYOUT, "things"));
    assertThatThrownBy(() -> peer.copy(SharedServer.endpoint(), List.of(table)))
        .hasMessageContaining(peer.method() + " failed: ")
        .hasMessageContaining("things");
  }

  private static void assumeInstalled(PeerProgram peer) {
    assumeTrue(
        DockerEngine.succeeds(List.of(peer.method(), "--version")),
        peer.method() + " is not installed");
  }
}
