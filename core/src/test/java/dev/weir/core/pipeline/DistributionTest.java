package dev.weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.config.Parallelism;
import dev.weir.core.connector.ReadPart;
import dev.weir.core.connector.ReadPlan;
import dev.weir.core.connector.Split;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
  private static final long MIB = 1 << 20;

  /** Sizes in MiB, one for each stream; -1 is unknown. */
  @ParameterizedTest
  @CsvSource({
    // One lane divides nothing.
    "1, 100,       1",
    "1, 100 100,   1 1",
    // Parts of about a lane's share of all streams.
    "3, 30,        3",
    "2, 9 1,       2 1",
    "4, 30 10,     3 1",
    "4, 100 1 1 1, 4 1 1 1",
    // Streams side by side.
    "2, 10 10,     1 1",
    "2, 10 10 10,  1 1 1",
    // A part has at least 1 MiB, and there are no more parts than lanes.
    "4, 1,         1",
    "4, 2,         2",
    "8, 100,       8",
    "2, 0,         1",
    // A stream of unknown size is divided among all lanes, and counts nothing.
    "4, -1,        4",
    "4, -1 8,      4 4"
  })
  void of_lanes_dividesLargeStreams(int lanes, String sizes, String parts) {
    Distribution distribution = Distribution.of(new Parallelism(lanes), 1, reads(sizes));

    assertThat(distribution.lanes()).isEqualTo(lanes);
    assertThat(distribution.parts()).isEqualTo(numbers(parts));
  }

  @ParameterizedTest
  @CsvSource({
    // With fewer than four processors, only streams run side by side.
    "1,  100,             1, 1",
    "2,  100,             2, 1",
    "2,  100 100,         2, 1 1",
    "3,  100,             3, 1",
    "4,  100,             4, 4",
    "8,  80,              8, 8",
    "8,  60 20,           8, 6 2",
    // As many streams as lanes are not divided.
    "8,  90 1 1 1 1 1 1 1, 8, 1 1 1 1 1 1 1 1",
    "32, 800,             8, 8",
    "8,  -1,              8, 1",
    "8,  -1 8,            8, 1 8"
  })
  void of_auto_dependsOnProcessors(int processors, String sizes, int lanes, String parts) {
    Distribution distribution = Distribution.of(Parallelism.AUTO, processors, reads(sizes));

    assertThat(distribution.lanes()).isEqualTo(lanes);
    assertThat(distribution.parts()).isEqualTo(numbers(parts));
  }

  @Test
  void estimatedBytes_oneUnknown_isUnknown() {
    assertThat(Distribution.estimatedBytes(List.of(split(3), split(4)))).isEqualTo(7);
    assertThat(Distribution.estimatedBytes(List.of(split(3), split(-1)))).isEqualTo(-1);
  }

  private static List<ReadPlan> reads(String sizes) {
    return numbers(sizes).stream()
        .map(size -> RunPlans.read("s", split(size < 0 ? -1 : size * MIB)))
        .toList();
  }

  private static Split split(long bytes) {
    return new Split("0", ReadPart.NEW, bytes, "");
  }

  private static List<Integer> numbers(String text) {
    return Stream.of(text.split(" ", -1)).map(Integer::valueOf).toList();
  }
}
