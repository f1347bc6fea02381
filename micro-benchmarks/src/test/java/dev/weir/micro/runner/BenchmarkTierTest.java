package dev.weir.micro.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BenchmarkTierTest {
  @ParameterizedTest
  @EnumSource
  void exclusion_ofATier_isFoundInEveryBenchmarkOfTheOthers(BenchmarkTier tier) {
    Pattern exclusion = Pattern.compile(tier.exclusion());

    assertThat(KnownBenchmarks.own().params().keySet())
        .anyMatch(name -> BenchmarkTier.of(name).equals(Optional.of(tier)))
        .allSatisfy(
            name ->
                assertThat(exclusion.matcher(name).find())
                    .isEqualTo(!BenchmarkTier.of(name).equals(Optional.of(tier))));
  }
}
