package io.heddle.app;

import io.heddle.address.Address;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRouter;
import io.heddle.admin.AdminServer;
import io.heddle.admin.ProxyMonitor;
import io.heddle.admin.RequestGuard;
import io.heddle.config.AdminConfig;
import io.heddle.config.Secret;
import io.heddle.dial.Dialer.OwnAddresses;
import io.heddle.server.ListenException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// Admin listener of the configuration: reloads open it, move it to another address and close it.
/// Not thread-safe.
public final class AdminEndpoint {
  private final ProxyMonitor proxy;
  private final OwnAddresses listenerAddresses;
  private final Supplier<AdminRouter> handlers;
  private AdminConfig config = AdminConfig.DEFAULT;
  private Optional<AdminServer> server = Optional.empty();
  private boolean recordsTraffic;

  /// @param listenerAddresses includes the address of the admin listener while it is open: clients of
  ///     the proxy would reach it as if they were on this machine
  /// @param handlers makes the handlers of its requests
  public AdminEndpoint(
      ProxyMonitor proxy, OwnAddresses listenerAddresses, Supplier<AdminRouter> handlers) {
    this.proxy = proxy;
    this.handlers = handlers;
    this.listenerAddresses = listenerAddresses;
  }

  /// Change to another configuration, ready to be made.
  public interface PreparedChange {
    /// Makes the change. It cannot fail.
    void commit();

    /// Leaves everything as it was.
    void rollback();
  }

  /// Opens the listener of a configuration if its address is a new one. The current listener stays
  /// open until the change is committed.
  ///
  /// @throws ListenException if the listener cannot be opened
  public PreparedChange prepare(AdminConfig next) throws ListenException {
    boolean sameAddress = next.listen().equals(config.listen());
    Optional<AdminServer> opened = sameAddress ? server : open(next);
    return new PreparedChange() {
      @Override
      public void commit() {
        if (!sameAddress) {
          server.ifPresent(AdminEndpoint.this::close);
        }
        opened.ifPresent(one -> one.setHandler(guard(next)));
        opened.ifPresent(one -> listenerAddresses.add(one.address()));
        keepHistory(opened);
        server = opened;
        config = next;
        if (opened.isPresent() && !recordsTraffic) {
          proxy.recordTraffic();
          recordsTraffic = true;
        }
      }

      @Override
      public void rollback() {
        if (!sameAddress) {
          opened.ifPresent(AdminServer::close);
        }
      }
    };
  }

  /// The history of requests is kept while the listener is open: who opens the page wants to know
  /// what has failed before.
  private void keepHistory(Optional<AdminServer> next) {
    if (next.isPresent() && server.isEmpty()) {
      proxy.keepHistory();
    } else if (next.isEmpty() && server.isPresent()) {
      proxy.releaseHistory();
    }
  }

  private Optional<AdminServer> open(AdminConfig admin) throws ListenException {
    if (admin.listen().isEmpty()) {
      return Optional.empty();
    }
    Address address = admin.listen().get();
    try {
      return Optional.of(AdminServer.open(address, guard(admin)));
    } catch (IOException e) {
      throw new ListenException(address, e);
    }
  }

  private RequestGuard guard(AdminConfig admin) {
    AdminHandler handler =
        admin.password().isPresent() ? handlers.get() : new ChangeGuard(handlers.get());
    return new RequestGuard(admin.password().map(Secret::text), handler);
  }

  private void close(AdminServer closed) {
    closed.close();
    listenerAddresses.remove(closed.address());
  }

  /// The address of the listener, with the real port, if it is open.
  public Optional<Address> address() {
    return server.map(AdminServer::address);
  }
}
