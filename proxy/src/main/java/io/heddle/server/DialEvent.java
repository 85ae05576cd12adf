package io.heddle.server;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Opening of an upstream connection, through all proxies on the way.
@Name("heddle.Dial")
@Label("Dial")
@Description("Opening a connection to a target, through all proxies on the way")
@Category("Heddle")
@StackTrace(false)
final class DialEvent extends Event {
  @Label("Number of the connection")
  long id;

  @Label("Target")
  String target;

  @Label("Outbound")
  String outbound;

  @Label("Opened")
  boolean opened;
}
