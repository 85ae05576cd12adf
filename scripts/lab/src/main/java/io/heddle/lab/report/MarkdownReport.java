package io.heddle.lab.report;

import io.heddle.lab.results.Assessment;
import io.heddle.lab.results.Metric;
import io.heddle.lab.results.Objective;
import io.heddle.lab.results.ProxyNames;
import io.heddle.lab.results.Samples;
import java.util.List;

/// Results as Markdown: first the comparison with the objectives, then all figures.
///
/// @param subject what was measured, in one line
/// @param machine where it was measured, in one line
/// @param programs with which Heddle is compared, with their versions
/// @param remarks about what was not measured
public record MarkdownReport(
    Samples samples,
    List<Assessment> assessments,
    String subject,
    String machine,
    List<String> programs,
    List<String> remarks) {

  private static final String NOTES =
      """

      Lower is better. CPU is the time that a proxy itself takes for one unit of work, in all of its
      processes and in the kernel; × is the ratio to the other proxy. The targets are those of
      Heddle's authors.

      Each proxy is measured alone and started anew, with the clients and the server on the same
      machine. A JVM compiles while it works: Heddle has worked for some seconds before it is
      measured, except in the rows about the first seconds and the start. During `ping-pong 1` a
      process of the lowest priority keeps the processors awake, since the cost of waking one depends
      on the machine. The resident memory of several processes is their sum, though they share some
      of it; dante has many.

      † HAProxy does less: it forwards to the one target that its configuration names. There is no
      handshake of a proxy protocol, which takes two more round trips for each tunnel, and no routing
      by rules.
      """;

  public String text() {
    StringBuilder out = new StringBuilder("# What it takes\n\n");
    out.append("%s, on %s.\n".formatted(subject, machine));
    out.append("Beside it: %s.\n".formatted(String.join(", ", programs)));
    out.append(NOTES);
    if (!assessments.isEmpty()) {
      out.append("\n| | unit | Heddle | beside it | × | target | stretch | |\n")
          .append("|---|---|---:|---|---:|---:|---:|---|\n");
      assessments.forEach(assessment -> out.append(line(assessment)));
    }
    samples.metrics().forEach(metric -> out.append(details(metric)));
    out.append("\n## Not measured\n\n");
    out.append("- growth over hours: that is what `scripts/soak` looks for\n");
    remarks.forEach(remark -> out.append("- ").append(remark).append('\n'));
    return out.toString();
  }

  private static String line(Assessment assessment) {
    Metric metric = assessment.metric();
    boolean compared = !assessment.proxy().isEmpty();
    String comparison =
        NumberFormats.measured(assessment.proxyCost())
            + " "
            + ProxyNames.marked(assessment.proxy());
    return cells(
        metric.name(),
        metric.costUnit(),
        NumberFormats.measured(assessment.cost()),
        compared ? comparison : "",
        compared ? NumberFormats.measured(assessment.value()) : "",
        target(metric.objective()),
        stretch(metric.objective()),
        assessment.text());
  }

  private static String target(Objective objective) {
    return switch (objective) {
      case Objective.Budget(double target, _) -> NumberFormats.exact(target);
      case Objective.Relative(_, double target, _) -> NumberFormats.exact(target);
      case Objective.ComparisonOnly _ -> "";
    };
  }

  private static String stretch(Objective objective) {
    return switch (objective) {
      case Objective.Budget(_, double stretch) -> NumberFormats.exact(stretch);
      case Objective.Relative(_, _, double stretch) -> NumberFormats.exact(stretch);
      case Objective.ComparisonOnly _ -> "";
    };
  }

  private String details(Metric metric) {
    StringBuilder out =
        new StringBuilder("\n## " + metric.name() + "\n\n" + metric.description() + "\n\n");
    out.append(cells("proxy", metric.costUnit(), "×", metric.secondaryUnit()))
        .append("|---|---:|---:|---:|\n");
    double own = samples.cost(metric, ProxyNames.HEDDLE);
    for (String proxy : samples.proxies(metric)) {
      double cost = samples.cost(metric, proxy);
      double secondary = samples.secondary(metric, proxy);
      out.append(
          cells(
              ProxyNames.marked(proxy),
              NumberFormats.measured(cost),
              NumberFormats.measured(cost / own),
              metric.secondaryUnit().isEmpty() ? "" : NumberFormats.measured(secondary)));
    }
    return out.toString();
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
