package dev.weir.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessAccountTest {
  @Test
  void account_ofAProcess_isTheDifferenceOfTheReadings() {
    ProcessAccount account =
        ProcessAccount.parse(
            """
            start_uptime 100.25 190.11
            end_uptime 104.75 199.00
            start_times 0m1.000s 0m0.500s
            end_times 1m2.125s 0m0,750s
            rss_peak 2048
            """);
    assertThat(account.wallSecs()).contains(4.5);
    assertThat(account.cpuSecs()).contains(61.375);
    assertThat(account.rssPeakBytes()).contains(2_097_152L);
  }

  @Test
  void account_withoutReadings_isEmpty() {
    ProcessAccount account = ProcessAccount.UNKNOWN;
    assertThat(account.wallSecs()).isEmpty();
    assertThat(account.cpuSecs()).isEmpty();
    assertThat(account.rssPeakBytes()).isEmpty();
  }

  @Test
  void account_unreadableReadings_areEmpty() {
    ProcessAccount account =
        ProcessAccount.parse("start_uptime x\nend_uptime 5\nstart_times 0m1.000s\nrss_peak 0\n");
    assertThat(account.wallSecs()).isEmpty();
    assertThat(account.cpuSecs()).isEmpty();
    assertThat(account.rssPeakBytes()).isEmpty();
  }
}
