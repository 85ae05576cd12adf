package io.heddle.app;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.admin.AdminRouter;
import io.heddle.admin.AdminServer;
import io.heddle.admin.LinkGuard;
import io.heddle.admin.ProxyMonitor;
import io.heddle.admin.RequestGuard;
import io.heddle.dial.Dialer.OwnAddresses;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/// Status page for the user of the proxy, whether the configuration has an admin listener or not: a
/// listener on the loopback address, with a secret in its link. `heddle page` asks for it by the
/// control socket. There is one at most, which stays open as long as the proxy runs.
public final class PageEndpoint implements AdminHandler {
  private static final int SECRET_BYTES = 16;
  private static final Endpoint ANY_PORT = Endpoint.parse("127.0.0.1:0");

  private final ProxyMonitor proxy;
  private final OwnAddresses listenerAddresses;
  private final Supplier<AdminRouter> handlers;
  private Optional<String> link = Optional.empty();

  /// @param listenerAddresses gets the address: clients of the proxy would reach it as if they were on
  ///     this machine
  /// @param handlers makes the handlers of its requests
  public PageEndpoint(
      ProxyMonitor proxy, OwnAddresses listenerAddresses, Supplier<AdminRouter> handlers) {
    this.proxy = proxy;
    this.listenerAddresses = listenerAddresses;
    this.handlers = handlers;
  }

  @Override
  public synchronized AdminResponse handle(AdminRequest request) {
    try {
      if (link.isEmpty()) {
        link = Optional.of(open());
      }
      return AdminResponse.text(200, link.get());
    } catch (IOException e) {
      return AdminResponse.text(503, "heddle: cannot open the page: " + e.getMessage());
    }
  }

  private String open() throws IOException {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    AdminServer server =
        AdminServer.open(ANY_PORT, _ -> AdminResponse.text(503, "the page is being opened"));
    Address address = server.address();
    LinkGuard guard =
        new LinkGuard(
            HexFormat.of().formatHex(random),
            "heddle-" + ((Endpoint) address).port(),
            handlers.get());
    listenerAddresses.add(address);
    server.setHandler(new RequestGuard(Optional.empty(), guard));
    proxy.recordTraffic();
    proxy.keepHistory();
    return "http://" + address + guard.link();
  }
}
