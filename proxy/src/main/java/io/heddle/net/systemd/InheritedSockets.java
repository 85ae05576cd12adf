package io.heddle.net.systemd;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Listening TCP sockets that a service manager has opened before it started this process
/// (sd_listen_fds(3) of systemd, on Linux). The manager keeps them open, so that no client finds the
/// port closed while the process starts or is replaced.
///
///     LISTEN_PID   the process that they are for
///     LISTEN_FDS   how many there are; their descriptors are 3, 4, …
///
/// Sockets that another process passes later are found in the same way.
///
/// The state is static, since the sockets belong to the process, as its environment does.
public final class InheritedSockets {
  private static final int FIRST_DESCRIPTOR = 3;

  /// The descriptors of the listening TCP sockets, by their addresses. Other descriptors are ignored.
  private static final Map<Address, Integer> DESCRIPTORS = readEnvironment(System.getenv());

  private static final Set<Address> USED = new LinkedHashSet<>();

  private InheritedSockets() {}

  private static Map<Address, Integer> readEnvironment(Map<String, String> environment) {
    String process = environment.get("LISTEN_PID");
    if (!Platform.isLinux()
        || process == null
        || !process.equals(Long.toString(ProcessHandle.current().pid()))) {
      return new LinkedHashMap<>();
    }
    Map<Address, Integer> descriptors = new LinkedHashMap<>();
    String count = environment.getOrDefault("LISTEN_FDS", "");
    int end = count.matches("[0-9]{1,5}") ? Integer.parseInt(count) : 0;
    for (int i = 0; i < end; i++) {
      int descriptor = FIRST_DESCRIPTOR + i;
      DescriptorChannel.listeningAddress(descriptor)
          .ifPresent(address -> descriptors.put(address, descriptor));
    }
    return descriptors;
  }

  /// Adds a listening socket that another process has passed to this one. The next listener on this
  /// address uses it instead of a new one.
  ///
  /// @param descriptor stays open; closed by the caller after [#remove]
  public static synchronized void add(Endpoint address, int descriptor) {
    DESCRIPTORS.put(address, descriptor);
  }

  /// Forgets a socket that was added.
  public static synchronized void remove(Endpoint address) {
    DESCRIPTORS.remove(address);
    USED.remove(address);
  }

  /// A channel on the inherited socket with this address, if there is one. The caller closes the
  /// channel; the socket itself stays open.
  public static synchronized Optional<ServerSocketChannel> find(Endpoint address)
      throws IOException {
    Integer descriptor = DESCRIPTORS.get(address);
    if (descriptor == null) {
      return Optional.empty();
    }
    USED.add(address);
    return Optional.of(DescriptorChannel.open(descriptor));
  }

  /// The addresses of the sockets that [#find] has not returned. Clients that connect there would wait
  /// for ever.
  public static synchronized Set<Address> unused() {
    Set<Address> unused = new LinkedHashSet<>(DESCRIPTORS.keySet());
    unused.removeAll(USED);
    return unused;
  }
}
