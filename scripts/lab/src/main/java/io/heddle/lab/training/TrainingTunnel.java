package io.heddle.lab.training;

import io.heddle.lab.client.ProxyClient;

/// Connection to the proxy under training: how a tunnel is opened on it, and how that is used.
///
/// @param rounds number of connections, after the first
record TrainingTunnel(String name, int rounds, ClientAction opening, ClientAction use) {

  @FunctionalInterface
  interface ClientAction {
    void run(TrainingConnection connection) throws Exception;
  }

  Void runAllRounds(ProxyClient client) throws Exception {
    for (int round = 0; round < rounds; round++) {
      run(client);
    }
    return null;
  }

  void run(ProxyClient client) throws Exception {
    try (TrainingConnection connection = TrainingConnection.open(client)) {
      opening.run(connection);
      use.run(connection);
    } catch (Exception e) {
      throw new Exception("a tunnel failed: " + name, e);
    }
  }
}
