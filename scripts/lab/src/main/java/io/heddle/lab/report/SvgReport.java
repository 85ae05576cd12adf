package io.heddle.lab.report;

import io.heddle.lab.results.Assessment;
import io.heddle.lab.results.Samples;
import java.util.List;

/// Picture of the results: a page of bar charts in SVG, one for each metric, as wide as a web page
/// shows it. It has its own background, light or dark like the reader's system.
///
/// @param subject what was measured, in one line
/// @param machine where it was measured, in one line
public record SvgReport(List<BarChart> charts, String subject, String machine) {
  private static final int WIDTH = 830;
  private static final int MARGIN = 20;
  private static final int COLUMNS = 3;
  private static final int GAP = 25;
  private static final int COLUMN = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
  private static final int HEADING = 78;
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
      .target { stroke: #1f2328; stroke-width: 2 }
      @media (prefers-color-scheme: dark) {
        text { fill: #f0f6fc }
        .quiet { fill: #9198a1 }
        .page { fill: #0d1117; stroke: #3d444d }
        .own rect { fill: #4493f8 }
        .other rect { fill: #656c76 }
        .forwarder rect { fill: #0d1117; stroke: #9198a1 }
        .target { stroke: #f0f6fc }
      }
      </style>
      """;

  public static SvgReport of(
      List<Assessment> assessments, Samples samples, String subject, String machine) {
    return new SvgReport(
        assessments.stream().map(assessment -> BarChart.of(assessment, samples)).toList(),
        subject,
        machine);
  }

  public String svg() {
    StringBuilder drawn = new StringBuilder();
    int top = HEADING;
    for (int i = 0; i < charts.size(); i += COLUMNS) {
      List<BarChart> line = charts.subList(i, Math.min(i + COLUMNS, charts.size()));
      for (int column = 0; column < line.size(); column++) {
        drawn.append(line.get(column).svg(column * (COLUMN + GAP), top, COLUMN));
      }
      top += line.stream().mapToInt(BarChart::height).max().orElse(0) + GAP;
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
        + heading()
        + drawn
        + footer(top)
        + "</g>\n</svg>\n";
  }

  private static String heading() {
    return """
    <text y='14' class='title'>What Heddle and other proxies take: shorter is better</text>
    <text y='36' class='quiet'>CPU is the time that a proxy itself takes for one unit of work, in all \
    of its processes, in the kernel too.</text>
    <path class='target' d='M3 43v14'/><text x='12' y='54' class='quiet'>the target set for Heddle</text>
    <g class='forwarder'><rect x='170.5' y='45.5' width='20' height='9'/></g>
    <text x='198' y='54' class='quiet'>† forwards to one fixed target: no handshake of a proxy, no \
    rules</text>
    """;
  }

  private String footer(int top) {
    return "<text y='%d' class='quiet'>%s</text>\n<text y='%d' class='quiet'>%s</text>\n"
        .formatted(top, escaped(subject), top + LINE, escaped(machine));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
