import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Everybody who takes part: Heddle, those of the others that are installed, and no proxy at all.
final class Peers {
  static final String DIRECT = "no proxy";

  private static final Set<Trial> POSSIBLE_WITHOUT = Set.of(Trial.STREAMS, Trial.UDP, Trial.HTTP);

  private static final Program OPENSSL = new Program("openssl", "version");

  private final List<Peer> all = new ArrayList<>();
  private final Set<Program> programs = new LinkedHashSet<>();
  private final List<String> remarks;

  private Peers(List<String> remarks) {
    this.remarks = remarks;
  }

  /// @param remarks gets a line about each that is missing
  static Peers installed(Heddle heddle, List<String> remarks)
      throws IOException, InterruptedException {
    Peers peers = new Peers(remarks);
    peers.all.addAll(List.of(heddle.plain(), heddle.bare(), heddle.configured()));
    peers.add(HaProxy.PROGRAM, HaProxy.plain());
    // It does not tell its version; Debian does.
    List<String> asked = List.of("dpkg-query", "--show", "microsocks");
    peers.add(new Program("microsocks", asked), OtherProxies.microsocks());
    peers.add(new Program("danted", "-v"), OtherProxies.dante());
    peers.add(new Program("v2ray", "-version"), OtherProxies.v2ray());
    peers.add(new Program("squid", "-v"), OtherProxies.squid());
    peers.add(new Program("privoxy", "--version"), OtherProxies.privoxy());
    peers.add(new Program("tinyproxy", "-v"), OtherProxies.tinyproxy());
    peers.addInTls(heddle);
    peers.all.add(direct());
    return peers;
  }

  private void add(Program program, List<Peer> peers) {
    if (program.isInstalled()) {
      programs.add(program);
      all.addAll(peers);
    } else {
      remarks.add(program.name() + " is not installed");
    }
  }

  private void addInTls(Heddle heddle) throws IOException, InterruptedException {
    if (!OPENSSL.isInstalled()) {
      remarks.add("TLS: openssl is not installed, which makes the certificate");
      return;
    }
    Path certificate = Scratch.certificate();
    all.addAll(heddle.inTls(certificate));
    if (HaProxy.PROGRAM.isInstalled()) {
      all.addAll(HaProxy.inTls(certificate));
    }
  }

  /// In the order in which they take turns.
  List<Peer> all() {
    return all;
  }

  /// The other proxies' programs.
  Set<Program> programs() {
    return programs;
  }

  /// The origin itself.
  static Peer direct() {
    return Peer.of(DIRECT, POSSIBLE_WITHOUT, Target.Manner.PLAIN, (_, _) -> List.of());
  }
}
