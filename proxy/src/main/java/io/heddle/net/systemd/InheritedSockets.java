package io.heddle.net.systemd;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Listening TCP sockets that were open before this process began. A service manager opened them
/// and keeps them, so that no client finds the port closed before this process is there, or while
/// another takes its place (sd_listen_fds(3) of systemd, on Linux).
///
///     LISTEN_PID   the process that they are for
///     LISTEN_FDS   how many there are; their descriptors are 3, 4, …
///
/// They belong to the process as a whole, as its environment does.
public final class InheritedSockets {
  private static final int FIRST = 3;

  /// Descriptors by address; those that are no listening TCP sockets have none, and are left alone.
  private static final Map<Address, Integer> DESCRIPTORS = find(System.getenv());

  private static final Set<Address> USED = new LinkedHashSet<>();

  private InheritedSockets() {}

  private static Map<Address, Integer> find(Map<String, String> environment) {
    String process = environment.get("LISTEN_PID");
    if (process == null || !process.equals(Long.toString(ProcessHandle.current().pid()))) {
      return Map.of();
    }
    Map<Address, Integer> descriptors = new LinkedHashMap<>();
    String count = environment.getOrDefault("LISTEN_FDS", "");
    int end = count.matches("[0-9]{1,5}") ? Integer.parseInt(count) : 0;
    for (int i = 0; i < end; i++) {
      int descriptor = FIRST + i;
      DescriptorChannel.address(descriptor)
          .ifPresent(address -> descriptors.put(address, descriptor));
    }
    return descriptors;
  }

  /// The one that listens there, if there is one, as a channel that the caller closes. The socket
  /// itself stays open.
  public static synchronized Optional<ServerSocketChannel> at(Endpoint address) throws IOException {
    Integer descriptor = DESCRIPTORS.get(address);
    if (descriptor == null) {
      return Optional.empty();
    }
    USED.add(address);
    return Optional.of(DescriptorChannel.of(descriptor));
  }

  /// The addresses of those that nobody has asked for. Clients who connect there would wait for
  /// ever.
  public static synchronized Set<Address> unused() {
    Set<Address> unused = new LinkedHashSet<>(DESCRIPTORS.keySet());
    unused.removeAll(USED);
    return unused;
  }
}
