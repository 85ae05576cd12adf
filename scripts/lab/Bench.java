import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures the proxy beside others in one run, and writes what came out as Markdown and as a
/// picture.
///
///     java scripts/lab/Bench.java ROOT VERSION [--markdown FILE] [--svg FILE] [ROUNDS [ROWS]]
///
/// Machines are noisy, so the proxies take turns (A B C A B C), each fresh, and the table has
/// medians. What it costs the proxy, CPU time per unit of work, comes first: on a shared machine it
/// is the steady figure, while throughput also tells of the load generator and the neighbours.
///
/// Exits with 1 if Heddle has failed at something.
public final class Bench {
  private final Options options;
  private final Figures figures = new Figures();
  private final List<Program> others = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private boolean failed;

  private Bench(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    Bench bench;
    try {
      List<String> words = Arrays.asList(arguments);
      bench =
          new Bench(
              Options.parse(Path.of(arguments[0]), arguments[1], words.subList(2, words.size())));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    bench.measure();
    bench.write();
    System.exit(bench.failed ? 1 : 0);
  }

  private void measure() throws Exception {
    List<Session> sessions = Sessions.chosen(options.rows());
    Peers peers = Peers.installed(new Heddle(options.image()), remarks);
    others.addAll(peers.programs());
    IdleTunnels.shortage(sessions).ifPresent(remarks::add);
    try (Origin origin = new Origin()) {
      for (Session session : sessions) {
        session.rehearse(origin.address());
        for (int turn = 0; turn < options.rounds() * session.repeats(); turn++) {
          for (Peer peer : peers.all()) {
            if (peer.trials().contains(session.trial()) && options.wants(peer)) {
              measure(session, peer, origin);
            }
          }
        }
      }
    }
    measureImage();
  }

  private void measure(Session session, Peer peer, Origin origin) {
    System.err.println(peer.name() + ": " + session);
    try {
      session.run(peer, origin.address()).forEach((row, one) -> figures.add(row, peer.name(), one));
    } catch (Exception e) {
      remarks.add(peer.name() + ", " + session + ": " + e.getMessage());
      failed |= peer.name().startsWith(Heddle.NAME);
    }
  }

  private void measureImage() throws IOException, InterruptedException {
    ImageSize size = new ImageSize(options);
    if (options.wants(ImageSize.ON_DISK)) {
      figures.add(ImageSize.ON_DISK, Heddle.NAME, new Result(size.onDisk(), Double.NaN));
    }
    if (options.wants(ImageSize.PACKED)) {
      try {
        figures.add(ImageSize.PACKED, Heddle.NAME, new Result(size.packed(), Double.NaN));
      } catch (IOException e) {
        remarks.add(ImageSize.PACKED.name() + ": " + e.getMessage());
      }
    }
  }

  private void write() throws IOException {
    List<Verdict> verdicts =
        figures.rows().stream()
            .filter(row -> figures.peers(row).contains(Heddle.NAME))
            .map(row -> Verdict.of(row, figures))
            .toList();
    String subject =
        "Heddle %s, medians of %d rounds, %s"
            .formatted(options.version(), options.rounds(), LocalDate.now());
    String machine = Machine.description();
    String text = new Markdown(figures, verdicts, subject, machine, others, remarks).text();
    System.out.print(text);
    if (options.markdown().isPresent()) {
      Files.writeString(options.markdown().get(), text);
    }
    if (options.svg().isPresent()) {
      List<Panel> panels = verdicts.stream().map(verdict -> Panel.of(verdict, figures)).toList();
      Files.writeString(options.svg().get(), new Picture(panels, subject, machine).svg());
    }
  }
}
