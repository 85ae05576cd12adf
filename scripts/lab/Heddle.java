import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The proxy that this is about, as its image has it. Without a line in the log for each request,
/// which the others do not write either.
///
/// @param image its folder
record Heddle(Path image) {
  static final String NAME = "heddle";

  /// What its file says.
  @FunctionalInterface
  interface Configuration {
    String on(int port);
  }

  /// With one listener.
  Peer plain() {
    return peer(
        NAME,
        Set.of(Trial.STREAMS, Trial.IDLE, Trial.UDP, Trial.HTTP),
        Target.Manner.SOCKS,
        (port, _) ->
            run(
                """
                inbounds: [{listen: "127.0.0.1:%d"}]
                log: {access: false}
                """
                    .formatted(port)));
  }

  /// As it is without a configuration, but for the port.
  Peer bare() {
    return peer(
        NAME,
        Set.of(Trial.START_BARE),
        Target.Manner.SOCKS,
        (port, _) -> List.of(program(), "run", "--listen", "127.0.0.1:" + port));
  }

  /// With a little of everything that people configure, and its log in a file.
  Peer configured() {
    return peer(
        NAME,
        Set.of(Trial.START),
        Target.Manner.SOCKS,
        (port, _) ->
            run(
                """
                inbounds: [{listen: "127.0.0.1:%d"}]
                outbounds:
                  corp: {url: "http://me:secret@127.0.0.1:9"}
                rules:
                  - {domains: [ads.example], to: block}
                  - {domains: [corp.example], cidrs: [10.0.0.0/8], to: corp}
                timeouts: {connect: 5s}
                log: {file: "%s"}
                """
                    .formatted(port, Scratch.file(""))));
  }

  /// With one listener in TLS, and with another Heddle behind it that has one.
  ///
  /// @param certificate see [Scratch#certificate]
  List<Peer> inTls(Path certificate) throws IOException {
    return List.of(
        peer(
            NAME,
            Set.of(Trial.TLS),
            Target.Manner.SOCKS_IN_TLS,
            (port, _) -> run(entrance(port, certificate))),
        chained("heddle, HTTP/1.1 to the next", "never", certificate),
        chained("heddle, HTTP/2 to the next", "required", certificate));
  }

  /// @param http2 `never` or `required`
  private Peer chained(String name, String http2, Path certificate) throws IOException {
    int next = Peer.freePort();
    return new Peer(
        name,
        Set.of(Trial.CHAIN),
        Target.Manner.SOCKS,
        Sign.ECHOES,
        Code.BYTE,
        run(entrance(next, certificate)),
        (port, _) ->
            run(
                """
                inbounds: [{listen: "127.0.0.1:%d"}]
                outbounds: {next: {url: "https://127.0.0.1:%d", http2: %s, tls: {ca: "%s/cert.pem"}}}
                default: next
                log: {access: false}
                """
                    .formatted(port, next, http2, certificate)));
  }

  /// With a configuration of one's own, which has its port first.
  Peer with(Configuration configuration) {
    return peer(NAME, Set.of(), Target.Manner.SOCKS, (port, _) -> run(configuration.on(port)));
  }

  private static String entrance(int port, Path certificate) {
    return """
    inbounds:
      - {listen: "127.0.0.1:%d", tls: {certificate: "%s/cert.pem", key: "%2$s/key.pem"}}
    log: {access: false}
    """
        .formatted(port, certificate);
  }

  private static Peer peer(
      String name, Set<Trial> trials, Target.Manner manner, Peer.Command command) {
    return new Peer(name, trials, manner, Sign.SAYS_SO, Code.BYTE, List.of(), command);
  }

  private List<String> run(String config) throws IOException {
    return List.of(program(), "run", "--config", Scratch.file(config));
  }

  private String program() {
    return image.resolve("bin/heddle").toString();
  }
}
