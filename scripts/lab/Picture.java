import java.util.List;

/// The verdicts as bars, in SVG: those beside other proxies above, those with a budget below. On a
/// background of its own, since it is shown on light pages and on dark ones.
record Picture(List<Verdict> verdicts, String title) {
  private static final int WIDTH = 880;
  private static final int MARGIN = 20;
  private static final String QUIET = "font-size='11' fill='#57606a'";

  String svg() {
    Panel others =
        new Panel(
            "CPU time that Heddle takes for the same work, the other proxy's being 1",
            verdicts.stream()
                .filter(one -> !one.peer().isEmpty() && Double.isFinite(one.measure()))
                .map(Picture::beside)
                .toList());
    Panel budgets =
        new Panel(
            "What else it takes, the target being 1",
            verdicts.stream().filter(one -> one.peer().isEmpty()).map(Picture::budget).toList());
    int height = MARGIN + others.height() + budgets.height() + 3 * MARGIN;
    return """
    <svg xmlns='http://www.w3.org/2000/svg' width='%1$d' height='%2$d' viewBox='0 0 %1$d %2$d'
      font-family='system-ui, "Segoe UI", Helvetica, Arial, sans-serif' font-size='13' role='img'
      aria-label='What Heddle takes beside other proxies, and its goals'>
    <rect x='.5' y='.5' width='%3$d' height='%4$d' rx='6' fill='#fff' stroke='#d0d7de'/>
    <g transform='translate(%5$d %5$d)' fill='#1f2328'>
    """
            .formatted(WIDTH, height, WIDTH - 1, height - 1, MARGIN)
        + others.svg(0)
        + budgets.svg(others.height())
        + "<text y='%d' %s>thick mark: target; thin mark: stretch; dashed: 1</text>\n"
            .formatted(others.height() + budgets.height() + MARGIN / 2, QUIET)
        + "<text y='%d' %s>%s</text>\n</g>\n</svg>\n"
            .formatted(others.height() + budgets.height() + 3 * MARGIN / 2, QUIET, escaped(title));
  }

  private static Bar beside(Verdict verdict) {
    return new Bar(
        escaped(verdict.row().name()),
        verdict.measure(),
        verdict.target(),
        verdict.stretch(),
        escaped(Numbers.text(verdict.measure()) + " × " + verdict.peer()),
        verdict.grade());
  }

  private static Bar budget(Verdict verdict) {
    return new Bar(
        escaped(verdict.row().name()),
        verdict.cost() / verdict.target(),
        1,
        verdict.stretch() / verdict.target(),
        escaped(Numbers.text(verdict.cost()) + " " + verdict.row().cost()),
        verdict.grade());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
