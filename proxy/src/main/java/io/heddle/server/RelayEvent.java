package io.heddle.server;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// The time in which bytes go both ways.
@Name("heddle.Relay")
@Label("Relay")
@Description("A tunnel from the reply to its end")
@Category("Heddle")
@StackTrace(false)
final class RelayEvent extends Event {
  @Label("Number of the connection")
  long id;

  @Label("Upload")
  long upload;

  @Label("Download")
  long download;

  @Label("Outcome")
  String outcome;
}
