package io.heddle.server;

import io.heddle.dial.Dialer.OwnAddresses;
import io.heddle.fault.FaultInjector;
import io.heddle.http2.ConnectionRunner;
import io.heddle.http2.StreamMemory;
import io.heddle.net.BufferPool;
import io.heddle.net.IdleWatch;
import io.heddle.net.MemoryBudget;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.net.udp.UdpSockets;
import io.heddle.relay.CopyStrategy;
import io.heddle.server.connection.AccessLog;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.metrics.ServerMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Shared objects that live as long as the process, whatever the configuration becomes.
///
/// What one configuration says is in [ActiveConfiguration]. A reload exchanges that object and has
/// no access to the fields of this one, so open connections keep their registry, their buffers and
/// the watch that ends them.
///
/// A registry from which every class takes what it needs by name was rejected: it would hide which
/// class depends on which.
public final class ServerRuntime {
  /// Part of the largest heap that long heads may take, in percent.
  private static final int HEADS_PERCENT = 25;

  /// The same for connections, with TLS and HTTP/2. The rest is for the program itself, and for the buffers
  /// of TLS ([BufferPool]).
  private static final int CONNECTIONS_PERCENT = 55;

  private final ServerMetrics metrics = new ServerMetrics();
  private final MemoryBudget connectionMemory = MemoryBudget.ofHeap(CONNECTIONS_PERCENT);
  private final LiveConnections connections;
  // Configurations shorten the period by the limits that they set.
  private final IdleWatch idleWatch = new IdleWatch(Duration.ofDays(1));
  private final BufferPool buffers = new BufferPool();
  private final MemoryBudget headMemory;
  private final CopyStrategy copyStrategy;
  private final StreamMemory streamMemory;
  private final ConnectionRunner http2Connections;
  private final OwnAddresses listenerAddresses = new OwnAddresses();
  private final OwnAddresses relayAddresses = new OwnAddresses();
  private final UdpSockets udpSockets;
  private Optional<FaultInjector> faults = Optional.empty();

  /// @param splicing whether tunnels are copied inside the kernel
  /// @param datagrams how datagrams are read and written
  /// @param headMemory for message heads that are longer than usual
  /// @param accessLog told of each request before its metrics are counted
  public ServerRuntime(
      CopyStrategy.Splicing splicing,
      UdpSockets.Batching datagrams,
      MemoryBudget headMemory,
      AccessLog accessLog) {
    this.headMemory = headMemory;
    connections = new LiveConnections(List.of(accessLog, metrics), connectionMemory);
    streamMemory = new StreamMemory(connectionMemory, connections::isHeapFull);
    http2Connections = new ConnectionRunner(streamMemory);
    copyStrategy = new CopyStrategy(splicing, buffers);
    udpSockets = new UdpSockets(datagrams);
  }

  /// Starts the scheduler, and creates the runtime of a program that uses the fastest means of the
  /// system, unless system properties say otherwise.
  ///
  /// @throws IOException if a system property has an unknown value, or the scheduler cannot start
  public static ServerRuntime create(AccessLog accessLog) throws IOException {
    Schedulers.start();
    return new ServerRuntime(
        CopyStrategy.Splicing.configured(),
        UdpSockets.Batching.BATCHED,
        MemoryBudget.ofHeap(HEADS_PERCENT),
        accessLog);
  }

  /// Registry of the open client connections.
  public LiveConnections connections() {
    return connections;
  }

  /// Figures about the requests that have ended.
  public ServerMetrics metrics() {
    return metrics;
  }

  /// Watch that ends what has been silent for too long; [ProxyServer] runs it.
  public IdleWatch idleWatch() {
    return idleWatch;
  }

  /// Pool of the buffers that bytes are copied through.
  public BufferPool buffers() {
    return buffers;
  }

  /// Memory for message heads that are longer than usual.
  public MemoryBudget headMemory() {
    return headMemory;
  }

  /// Memory for connections, with TLS and HTTP/2.
  public MemoryBudget connectionMemory() {
    return connectionMemory;
  }

  /// The part of [#connectionMemory] for HTTP/2.
  public StreamMemory streamMemory() {
    return streamMemory;
  }

  /// Choice between copying in the program and in the kernel, and the pipes for the latter.
  public CopyStrategy copyStrategy() {
    return copyStrategy;
  }

  /// Runner of the HTTP/2 connections that outbounds open; [ProxyServer] runs it.
  public ConnectionRunner http2Connections() {
    return http2Connections;
  }

  /// Addresses at which the program accepts connections.
  public OwnAddresses listenerAddresses() {
    return listenerAddresses;
  }

  /// Addresses at which UDP associations receive datagrams.
  public OwnAddresses relayAddresses() {
    return relayAddresses;
  }

  /// Injector of the faults of rules, made when first needed.
  public synchronized FaultInjector faults() {
    if (faults.isEmpty()) {
      faults =
          Optional.of(
              new FaultInjector(buffers, connectionMemory, new Random(), metrics::countFault));
    }
    return faults.get();
  }

  /// Opener of the sockets of UDP associations.
  public UdpSockets udpSockets() {
    return udpSockets;
  }
}
