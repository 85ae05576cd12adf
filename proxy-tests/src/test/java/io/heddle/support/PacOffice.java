package io.heddle.support;

import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.PacOutbound;
import io.heddle.outbound.PacOutbound.ScriptFallback;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.pac.PacEntry;
import io.heddle.pac.source.PacFile;
import io.heddle.pac.source.PacSource;
import io.heddle.pac.source.PacUrl;
import io.heddle.pac.source.SystemPacNetwork;
import io.heddle.support.TestOutbounds.OutboundFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Outbound `office` whose script is a file of a test, or at a URL, with a clock that tests move.
///
/// @param made the outbound, once the proxy has started
public record PacOffice(Path file, AtomicLong clock, AtomicReference<PacOutbound> made) {
  /// An office whose script is in a folder.
  public static PacOffice in(Path folder) {
    return new PacOffice(folder.resolve("proxy.pac"), new AtomicLong(1), new AtomicReference<>());
  }

  /// Writes the script.
  public void write(String script) {
    TestFiles.write(file, script);
  }

  /// Writes a script that always gives the same answer.
  public void answer(String answer) {
    write("function FindProxyForURL(url, host) { return '" + answer + "'; }");
  }

  public void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  public PacOutbound outbound() {
    return made.get();
  }

  /// The outbound with the script in the file.
  public OutboundFactory fromFile(ScriptFallback fallback) {
    return factory(new PacFile(file), fallback);
  }

  /// The outbound with a script at a URL.
  public OutboundFactory fromUrl(String url, ScriptFallback fallback) {
    return (direct, resolver) ->
        factory(
                new PacUrl(
                    URI.create(url),
                    direct.dialer(),
                    _ -> {
                      throw new IOException("no TLS here");
                    }),
                fallback)
            .create(direct, resolver);
  }

  private OutboundFactory factory(PacSource source, ScriptFallback fallback) {
    return (direct, resolver) -> {
      PacOutbound outbound =
          new PacOutbound(
              "office",
              source,
              new SystemPacNetwork(resolver),
              fallback,
              direct,
              (name, entry) -> proxy(name, entry, direct),
              clock::get);
      made.set(outbound);
      return outbound;
    };
  }

  private static Outbound proxy(String name, PacEntry entry, Outbound direct) {
    UpstreamProxy upstream = new UpstreamProxy(name, entry.address().orElseThrow(), direct);
    return switch (entry.protocol()) {
      case PROXY -> new HttpProxy(upstream, UpstreamAuthenticator.NONE, ExtraFields.NONE, 4096);
      case SOCKS4 -> new Socks4Proxy(upstream, "me", new Socks4Proxy.DnsLocation.RemoteDns());
      case SOCKS5 -> new Socks5Proxy(upstream, Optional.empty());
      case HTTPS, DIRECT -> throw new IllegalArgumentException("not here");
    };
  }
}
