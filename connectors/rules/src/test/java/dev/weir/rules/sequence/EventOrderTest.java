package dev.weir.rules.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventOrderTest {
  private final List<Long> received = new ArrayList<>();

  private EventOrder<Integer> order(long lateness, int heldMax) {
    return new EventOrder<>(lateness, heldMax, 100, event -> event);
  }

  private void receive(long nanos, Integer event) {
    received.add(nanos);
  }

  @Test
  void add_withoutLateness_passesOnAtOnceAndRefusesEarlierOnes() {
    EventOrder<Integer> order = order(0, 1);

    assertThat(order.add(5, 1, this::receive)).isTrue();
    assertThat(order.add(5, 2, this::receive)).isTrue();
    assertThat(order.add(4, 3, this::receive)).isFalse();
    assertThat(order.add(6, 4, this::receive)).isTrue();

    assertThat(received).containsExactly(5L, 5L, 6L);
    assertThat(order.late()).isEqualTo(1);
    assertThat(order.reordered()).isZero();
  }

  @Test
  void add_withinLateness_isReorderedAndCounted() {
    EventOrder<Integer> order = order(10, 100);

    order.add(100, 1, this::receive);
    order.add(95, 2, this::receive);
    order.add(90, 3, this::receive);
    assertThat(order.add(89, 4, this::receive)).isFalse();
    assertThat(received).containsExactly(90L);
    order.add(105, 5, this::receive);
    assertThat(received).containsExactly(90L, 95L);
    order.flush(this::receive);

    assertThat(received).containsExactly(90L, 95L, 100L, 105L);
    assertThat(order.reordered()).isEqualTo(2);
    assertThat(order.late()).isEqualTo(1);
    assertThat(order.add(104, 6, this::receive)).isFalse();
  }

  @Test
  void add_pastTheCapacity_passesOnTheEarliest() {
    EventOrder<Integer> order = order(1_000, 2);

    order.add(30, 1, this::receive);
    order.add(20, 2, this::receive);
    order.add(25, 3, this::receive);
    assertThat(received).containsExactly(20L);
    assertThat(order.early()).isEqualTo(1);
    assertThat(order.add(19, 4, this::receive)).isFalse();
  }

  @Test
  void add_pastTheBytes_passesOnTheEarliestUntilTheRestFits() {
    EventOrder<Integer> order = order(1_000, 10);

    order.add(20, 30, this::receive);
    order.add(10, 30, this::receive);
    order.add(30, 40, this::receive);
    assertThat(received).isEmpty();
    order.add(40, 60, this::receive);
    assertThat(received).containsExactly(10L, 20L);
    order.add(50, 1, this::receive);
    assertThat(received).containsExactly(10L, 20L, 30L);
    assertThat(order.early()).isEqualTo(3);
    order.flush(this::receive);
    assertThat(received).endsWith(40L, 50L);
    assertThat(order.early()).isEqualTo(3);
  }

  @Test
  void add_earliestTimes_doNotOverflow() {
    EventOrder<Integer> order = order(Long.MAX_VALUE, 10);

    order.add(Long.MIN_VALUE, 1, this::receive);
    order.add(Long.MAX_VALUE, 2, this::receive);
    order.flush(this::receive);

    assertThat(received).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Test
  void order_negativeLateness_isRefused() {
    assertThatThrownBy(() -> order(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EventOrder<byte[]>(1, 1, 0, event -> event.length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void add_anyTimes_passesOnWhatIsNotLateInOrderOfTimeAndArrival(
      @ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> times,
      @ForAll @IntRange(max = 20) int lateness) {
    record Arrival(long nanos, int place) {}
    List<Arrival> passed = new ArrayList<>();
    EventOrder<Integer> order = new EventOrder<>(lateness, 1_000, 1_000, event -> 1);
    EventOrder.Receiver<Integer> receiver = (nanos, event) -> passed.add(new Arrival(nanos, event));
    List<Arrival> expected = new ArrayList<>();
    int latest = 0;
    for (int i = 0; i < times.size(); i++) {
      latest = Math.max(latest, times.get(i));
      boolean isInTime = times.get(i) >= latest - lateness;
      assertThat(order.add(times.get(i), i, receiver)).isEqualTo(isInTime);
      if (isInTime) {
        expected.add(new Arrival(times.get(i), i));
      }
    }
    order.flush(receiver);
    expected.sort(Comparator.comparingLong(Arrival::nanos).thenComparingInt(Arrival::place));

    assertThat(passed).isEqualTo(expected);
    assertThat(order.late()).isEqualTo(times.size() - expected.size());
  }
}
