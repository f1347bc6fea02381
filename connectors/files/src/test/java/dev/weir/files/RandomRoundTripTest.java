package dev.weir.files;

import dev.weir.postgres.TestDatabase;
import dev.weir.postgres.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random tables are equal after each format. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomRoundTripTest {
  private static final String TABLE = "random";

  @TempDir private static Path directory;
  private FileRoundTrip roundTrip;

  @BeforeAll
  void createDatabase() throws Exception {
    TestDatabase database = TestServer.database("random_round_trip");
    RandomTable.createTypes(database);
    roundTrip = new FileRoundTrip(database, directory);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void run_randomTable_isEqualAfterEachFormat(long seed) throws Exception {
    roundTrip.database().execute("DROP TABLE IF EXISTS public." + TABLE);
    new RandomTable(seed).create(roundTrip.database(), "public." + TABLE);

    for (String format : new String[] {"jsonl", "csv", "arrow"}) {
      roundTrip.clear();
      roundTrip.assertEqual(TABLE, format, TABLE + "." + format, "");
    }
  }
}
