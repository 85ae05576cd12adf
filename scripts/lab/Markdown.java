import static java.util.stream.Collectors.joining;

import java.util.List;

/// The figures as Markdown: first what they are worth, then all of them.
///
/// @param subject whose figures these are, in a line
/// @param machine where they were taken, in a line
/// @param others with which Heddle is compared
/// @param remarks about what was not measured
record Markdown(
    Figures figures,
    List<Verdict> verdicts,
    String subject,
    String machine,
    List<Program> others,
    List<String> remarks) {

  private static final String NOTES =
      """

      Lower is better. CPU is the time that a proxy itself takes for one unit of work, in all of its
      processes, in the kernel too; × is how many times that of the other one. Targets are what
      Heddle's authors have set themselves.

      Each proxy takes its turn alone, started anew, with the clients and the server beside it on the
      same machine. A JVM compiles while it works: Heddle has worked for some seconds before it is
      measured, except in the rows about the first seconds and the start. During `ping-pong 1`
      something of the lowest priority keeps the processors awake, since waking one costs what the
      machine wants. The resident memory of several processes is their sum, though they share some
      of it; dante has many.

      † HAProxy does less: it forwards to the one target that its configuration names. There is no
      handshake of a proxy protocol, which takes two more round trips for each tunnel, and no choice
      of the way.
      """;

  String text() {
    StringBuilder out = new StringBuilder("# What it takes\n\n");
    out.append("%s, on %s.\n".formatted(subject, machine));
    out.append("Beside it: %s.\n".formatted(joined(others)));
    out.append(NOTES);
    if (!verdicts.isEmpty()) {
      out.append("\n| | unit | Heddle | beside it | × | target | stretch | |\n")
          .append("|---|---|---:|---|---:|---:|---:|---|\n");
      verdicts.forEach(verdict -> out.append(line(verdict)));
    }
    figures.rows().forEach(row -> out.append(details(row)));
    out.append("\n## Not measured\n\n");
    out.append("- growth over hours: that is what `scripts/soak` looks for\n");
    remarks.forEach(remark -> out.append("- ").append(remark).append('\n'));
    return out.toString();
  }

  private static String joined(List<Program> programs) {
    return programs.stream().map(Program::toString).collect(joining(", "));
  }

  private static String line(Verdict verdict) {
    boolean compared = !verdict.peer().isEmpty();
    return cells(
        verdict.row().name(),
        verdict.row().cost(),
        Numbers.text(verdict.cost()),
        compared ? Numbers.text(verdict.peerCost()) + " " + HaProxy.marked(verdict.peer()) : "",
        compared ? Numbers.text(verdict.measure()) : "",
        target(verdict.row().goal()),
        stretch(verdict.row().goal()),
        verdict.words());
  }

  private static String target(Goal goal) {
    return switch (goal) {
      case Goal.Budget(double target, _) -> Numbers.plain(target);
      case Goal.Against(Goal.Bound target, _) -> Numbers.plain(target.factor());
      case Goal.Beside _ -> "";
    };
  }

  private static String stretch(Goal goal) {
    return switch (goal) {
      case Goal.Budget(_, double stretch) -> Numbers.plain(stretch);
      case Goal.Against(Goal.Bound target, Goal.Bound stretch) ->
          Numbers.plain(stretch.factor())
              + (stretch.peer().equals(target.peer()) ? "" : " × " + stretch.peer());
      case Goal.Beside _ -> "";
    };
  }

  private String details(Row row) {
    StringBuilder out = new StringBuilder("\n## " + row.name() + "\n\n" + row.what() + "\n\n");
    out.append(cells("proxy", row.cost(), "×", row.yield())).append("|---|---:|---:|---:|\n");
    double own = figures.cost(row, Heddle.NAME);
    for (String peer : figures.peers(row)) {
      double cost = figures.cost(row, peer);
      out.append(
          cells(
              HaProxy.marked(peer),
              Numbers.text(cost),
              Numbers.text(cost / own),
              row.yield().isEmpty() ? "" : Numbers.text(figures.yield(row, peer))));
    }
    return out.toString();
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
