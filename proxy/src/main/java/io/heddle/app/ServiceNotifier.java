package io.heddle.app;

import static java.util.stream.Collectors.joining;

import io.heddle.address.Address;
import io.heddle.net.systemd.NotifySocket;
import io.heddle.server.ProxyServer;
import java.util.concurrent.TimeUnit;

/// Notifications of the service manager about the state of the proxy, in the protocol of
/// sd_notify(3).
public final class ServiceNotifier {
  private ServiceNotifier() {}

  /// Reports that the proxy accepts clients.
  public static void ready(ProxyServer server) {
    String addresses = server.addresses().stream().map(Address::toString).collect(joining(", "));
    NotifySocket.send("READY=1\nSTATUS=listening on " + addresses);
  }

  /// Reports that a reload begins now, by the monotonic clock of the system.
  static void reloading() {
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    NotifySocket.send("RELOADING=1\nMONOTONIC_USEC=" + micros);
  }

  /// Reports that the proxy accepts no more clients.
  static void stopping() {
    NotifySocket.send("STOPPING=1");
  }
}
