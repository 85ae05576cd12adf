import java.util.List;

/// The figures as Markdown: first what they are worth, then all of them.
record Markdown(Figures figures, List<Verdict> verdicts, String title, List<String> remarks) {

  String text() {
    StringBuilder out = new StringBuilder(title).append('\n');
    if (!verdicts.isEmpty()) {
      out.append("\n| | unit | Heddle | beside it | × | target | stretch | |\n")
          .append("|---|---|---:|---|---:|---:|---:|---|\n");
      verdicts.forEach(verdict -> out.append(line(verdict)));
    }
    figures.rows().forEach(row -> out.append(details(row)));
    if (!remarks.isEmpty()) {
      out.append("\n### Not measured\n\n");
      remarks.forEach(remark -> out.append("- ").append(remark).append('\n'));
    }
    return out.toString();
  }

  private static String line(Verdict verdict) {
    boolean compared = !verdict.peer().isEmpty();
    return cells(
        verdict.row().name(),
        verdict.row().cost(),
        Numbers.text(verdict.cost()),
        compared ? Numbers.text(verdict.peerCost()) + " " + verdict.peer() : "",
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
    StringBuilder out = new StringBuilder("\n### " + row.name() + "\n\n" + row.what() + "\n\n");
    out.append(cells("proxy", row.cost(), "×", row.yield())).append("|---|---:|---:|---:|\n");
    double own = figures.cost(row, Heddle.NAME);
    for (String peer : figures.peers(row)) {
      double cost = figures.cost(row, peer);
      out.append(
          cells(
              peer,
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
