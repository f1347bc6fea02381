package dev.weir.micro.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFormatsTest {
  private static final int ROWS = 1_000;

  private EventFormats formats;

  @BeforeEach
  void open() throws IOException {
    formats = new EventFormats(ROWS);
  }

  /** Closing reports what a format leaked. */
  @AfterEach
  void close() {
    formats.close();
  }

  @Test
  void check_allFormats_passes() {
    assertThatCode(formats::check).doesNotThrowAnyException();
  }

  @Test
  void check_otherRow_isReported() throws IOException {
    List<EventRow> found = new ArrayList<>();
    formats.json.read(formats.jsonBytes, found::add);
    double sum = formats.json.sum(formats.jsonBytes);
    found.set(7, found.get(8));

    assertThatThrownBy(() -> formats.check("broken", found, sum))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken finds row 7 to be");
  }

  @Test
  void check_otherSum_isReported() {
    double sum = formats.ipc.sum();

    assertThatThrownBy(() -> formats.check("broken", Events.rows(ROWS), sum + 0.01))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken finds the sum to be");
  }

  @Test
  void formats_sizes_areThoseOfTheFormat() {
    assertThat(formats.ipc.bytes() / ROWS).isBetween(30L, 45L);
    assertThat(formats.avroBytes.length / ROWS).isBetween(20, 35);
    assertThat(formats.jsonBytes.length / ROWS).isBetween(90, 140);
  }
}
