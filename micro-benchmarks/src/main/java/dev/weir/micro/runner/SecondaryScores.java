package dev.weir.micro.runner;

import java.util.List;

/**
 * A secondary result of one fork, as JMH has computed it.
 *
 * @param unit JMH's, such as {@code ns/op}, also where it is the time of a row
 * @param scores one for each measured iteration
 */
record SecondaryScores(String unit, List<Double> scores) {
  SecondaryScores {
    scores = List.copyOf(scores);
  }
}
