package io.carillon.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The charts of the page, from what the results hold. */
final class Charts {
  private static final String PERCENT = "/receiver/window/driftCurve/percent";
  private static final String MS = "/receiver/window/driftCurve/ms";
  private static final double MS_PER_SECOND = 1_000;

  private Charts() {}

  static List<Chart> of(Results results) {
    List<Chart> charts = new ArrayList<>();
    charts.add(drift(results));
    charts.add(lateness(results));
    for (String name : List.of("sustained", "long")) {
      Optional<Result> run = results.latestNamed(name);
      run.map(Charts::throughput).ifPresent(charts::add);
      run.map(Charts::backlog).ifPresent(charts::add);
    }
    return charts;
  }

  private static Chart drift(Results results) {
    Stream<Result> runs =
        Stream.concat(
            results.latestOf("drift").stream(), results.latestNamed("sustained").stream());
    return new Chart(
        "Drift",
        "How late calls reach the receiver: so many percent of them by so many milliseconds.",
        Chart.Axis.log("milliseconds after the scheduled instant", 0.1),
        Chart.Axis.linear("% of calls"),
        runs.map(run -> new Line(run.name(), run.numbers(MS), run.numbers(PERCENT))).toList());
  }

  private static Chart lateness(Results results) {
    return new Chart(
        "Bursts",
        "All calls are due at one instant: after so many seconds so many percent of them were made.",
        Chart.Axis.linear("% of calls"),
        Chart.Axis.log("seconds after the instant", 0.01),
        results.latestOf("burst").stream()
            .map(run -> new Line(run.name(), run.numbers(PERCENT), seconds(run.numbers(MS))))
            .toList());
  }

  private static Chart throughput(Result run) {
    List<Double> arrived = run.numbers("/samples/arrived");
    List<Double> recorded = run.numbers("/samples/recorded");
    return new Chart(
        "Throughput: " + run.name(),
        "Calls that reached the receiver and executions that were recorded, in each second.",
        Chart.Axis.linear("seconds into the window"),
        Chart.Axis.linear("in each second"),
        List.of(
            new Line("arrived", times(run, arrived), arrived),
            new Line("recorded", times(run, recorded), recorded)));
  }

  private static Chart backlog(Result run) {
    return new Chart(
        "Backlog: " + run.name(),
        "Due and not yet recorded, 0.1 s before each second ends: a server that keeps up is at 0.",
        Chart.Axis.linear("seconds into the window"),
        Chart.Axis.linear("executions"),
        Stream.of("ready", "processing", "settling")
            .map(
                part -> {
                  List<Double> values = run.numbers("/samples/" + part);
                  return new Line(part, times(run, values), values);
                })
            .toList());
  }

  private static List<Double> times(Result run, List<Double> values) {
    double step = run.raw().at("/samples/stepSeconds").asDouble(1);
    return Stream.iterate(step, time -> time + step).limit(values.size()).toList();
  }

  private static List<Double> seconds(List<Double> ms) {
    return ms.stream().map(value -> value / MS_PER_SECOND).toList();
  }
}
