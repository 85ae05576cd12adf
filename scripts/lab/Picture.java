import java.util.List;

/// The figures as bars, in SVG, a panel for each row of the table, as wide as a page of the sources
/// is shown. On a background of its own, in light or dark as the reader's system is.
///
/// @param subject whose figures these are, in a line
/// @param machine where they were taken, in a line
record Picture(List<Panel> panels, String subject, String machine) {
  private static final int WIDTH = 830;
  private static final int MARGIN = 20;
  private static final int COLUMNS = 3;
  private static final int GAP = 25;
  private static final int COLUMN = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
  private static final int HEAD = 78;
  private static final int LINE = 17;

  private static final String STYLE =
      """
      <style>
      text { font: 11.5px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328 }
      .title { font-size: 16px; font-weight: 600 }
      .name, .own text { font-weight: 600 }
      .quiet { fill: #59636e; font-size: 11px }
      .page { fill: #fff; stroke: #d1d9e0 }
      .own rect { fill: #0969da }
      .other rect { fill: #afb8c1 }
      .forwarder rect { fill: #fff; stroke: #818b98 }
      .goal { stroke: #1f2328; stroke-width: 2 }
      @media (prefers-color-scheme: dark) {
        text { fill: #f0f6fc }
        .quiet { fill: #9198a1 }
        .page { fill: #0d1117; stroke: #3d444d }
        .own rect { fill: #4493f8 }
        .other rect { fill: #656c76 }
        .forwarder rect { fill: #0d1117; stroke: #9198a1 }
        .goal { stroke: #f0f6fc }
      }
      </style>
      """;

  String svg() {
    StringBuilder drawn = new StringBuilder();
    int top = HEAD;
    for (int i = 0; i < panels.size(); i += COLUMNS) {
      List<Panel> line = panels.subList(i, Math.min(i + COLUMNS, panels.size()));
      for (int column = 0; column < line.size(); column++) {
        drawn.append(line.get(column).svg(column * (COLUMN + GAP), top, COLUMN));
      }
      top += line.stream().mapToInt(Panel::height).max().orElse(0) + GAP;
    }
    return """
    <svg xmlns='http://www.w3.org/2000/svg' width='%1$d' height='%2$d' viewBox='0 0 %1$d %2$d'
      role='img' aria-label='What Heddle takes beside other proxies, in bars; shorter is better'>
    %3$s<rect class='page' x='.5' y='.5' width='%4$d' height='%5$d' rx='6'/>
    <g transform='translate(%6$d %6$d)'>
    """
            .formatted(
                WIDTH,
                top + 2 * LINE + MARGIN,
                STYLE,
                WIDTH - 1,
                top + 2 * LINE + MARGIN - 1,
                MARGIN)
        + head()
        + drawn
        + foot(top)
        + "</g>\n</svg>\n";
  }

  private static String head() {
    return """
    <text y='14' class='title'>What Heddle and other proxies take: shorter is better</text>
    <text y='36' class='quiet'>CPU is the time that a proxy itself takes for one unit of work, in all \
    of its processes, in the kernel too.</text>
    <path class='goal' d='M3 43v14'/><text x='12' y='54' class='quiet'>the goal set for Heddle</text>
    <g class='forwarder'><rect x='170.5' y='45.5' width='20' height='9'/></g>
    <text x='198' y='54' class='quiet'>† forwards to one fixed target: no handshake of a proxy, no \
    rules</text>
    """;
  }

  private String foot(int top) {
    return "<text y='%d' class='quiet'>%s</text>\n<text y='%d' class='quiet'>%s</text>\n"
        .formatted(top, escaped(subject), top + LINE, escaped(machine));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
