package io.heddle.forward;

import io.heddle.request.RefusedException;
import java.io.IOException;

/// How to get to where a request goes, if no connection waits there already.
public interface UpstreamProvider {
  /// The name by which its connections are told from others to the same target.
  String name();

  /// A new connection, which the caller closes.
  NextHop open() throws RefusedException, IOException;

  /// Hears which connection is used, a new one or one that waited.
  void taken(NextHop hop);
}
