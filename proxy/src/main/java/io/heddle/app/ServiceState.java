package io.heddle.app;

import static java.util.stream.Collectors.joining;

import io.heddle.address.Address;
import io.heddle.net.systemd.NotifySocket;
import io.heddle.server.ProxyServer;
import java.util.concurrent.TimeUnit;

/// What a service manager is told of the running proxy, in the words of sd_notify(3).
public final class ServiceState {
  private ServiceState() {}

  /// It accepts clients.
  public static void ready(ProxyServer server) {
    String addresses = server.addresses().stream().map(Address::toString).collect(joining(", "));
    NotifySocket.send("READY=1\nSTATUS=listening on " + addresses);
  }

  /// It reads its configuration again, since now on the clock of the system.
  static void reloading() {
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
    NotifySocket.send("RELOADING=1\nMONOTONIC_USEC=" + micros);
  }

  /// It accepts no more.
  static void stopping() {
    NotifySocket.send("STOPPING=1");
  }
}
