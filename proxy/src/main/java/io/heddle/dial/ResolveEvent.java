package io.heddle.dial;

import io.heddle.address.Host;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Wait of one request for the addresses of a name.
@Name("heddle.Resolve")
@Label("Resolve")
@Description("Waiting for the addresses of a name")
@Category("Heddle")
@StackTrace(false)
final class ResolveEvent extends Event {
  @Label("Host")
  String host;

  @Label("Found")
  boolean found;

  void commit(Host.Name name) {
    end();
    if (shouldCommit()) {
      host = name.toString();
      commit();
    }
  }
}
