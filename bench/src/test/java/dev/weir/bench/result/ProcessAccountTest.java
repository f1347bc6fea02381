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
            start_psi_memory some avg10=0.00 avg60=0.00 avg300=0.00 total=100
            end_psi_memory some avg10=9.00 avg60=9.00 avg300=9.00 total=9000100
            start_psi_cpu some avg10=0.00 avg60=0.00 avg300=0.00 total=200
            end_psi_cpu full avg10=0.00 avg60=0.00 avg300=0.00 total=900
            """);
    assertThat(account.wallSecs()).contains(4.5);
    assertThat(account.cpuSecs()).contains(61.375);
    assertThat(account.rssPeakBytes()).contains(2_097_152L);
    // 9 s of 4.5 s, as the readings are not taken at the same instant.
    assertThat(account.pressureShare("memory")).contains(1.0);
    assertThat(account.pressureShare("cpu")).isEmpty();
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
