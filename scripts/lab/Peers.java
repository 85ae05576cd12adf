import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Everybody who takes part: Heddle, those of the others that are installed, and no proxy at all.
final class Peers {
  static final String DIRECT = "no proxy";

  private static final Set<Trial> POSSIBLE_WITHOUT = Set.of(Trial.STREAMS, Trial.UDP, Trial.HTTP);

  private final List<Peer> all = new ArrayList<>();
  private final List<String> remarks;

  private Peers(List<String> remarks) {
    this.remarks = remarks;
  }

  /// @param remarks gets a line about each that is missing
  static List<Peer> installed(Heddle heddle, List<String> remarks)
      throws IOException, InterruptedException {
    Peers peers = new Peers(remarks);
    peers.all.addAll(List.of(heddle.plain(), heddle.bare(), heddle.configured()));
    peers.add("haproxy", HaProxy.plain());
    peers.add("microsocks", OtherProxies.microsocks());
    peers.add("danted", OtherProxies.dante());
    peers.add("v2ray", OtherProxies.v2ray());
    peers.add("squid", OtherProxies.squid());
    peers.add("privoxy", OtherProxies.privoxy());
    peers.add("tinyproxy", OtherProxies.tinyproxy());
    if (find("openssl").isPresent()) {
      Path certificate = Scratch.certificate();
      peers.all.addAll(heddle.inTls(certificate));
      peers.add("haproxy", HaProxy.inTls(certificate));
    } else {
      remarks.add("TLS: openssl is not installed, which makes the certificate");
    }
    peers.all.add(
        new Peer(
            DIRECT,
            POSSIBLE_WITHOUT,
            Target.Manner.PLAIN,
            Sign.ACCEPTS,
            Duration.ofMillis(300),
            List.of(),
            (_, _) -> List.of()));
    return peers.all;
  }

  private void add(String program, List<Peer> peers) {
    if (find(program).isPresent()) {
      all.addAll(peers);
    } else if (remarks.stream().noneMatch(remark -> remark.startsWith(program + " "))) {
      remarks.add(program + " is not installed");
    }
  }

  /// Servers lie where not everybody's PATH leads.
  private static Optional<Path> find(String program) {
    return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
