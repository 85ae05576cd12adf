package io.heddle.cli;

import io.heddle.address.Endpoint;
import io.heddle.wire.MalformedException;
import java.util.List;

/// Where the programs of a command find their proxy. As text, which one process of Heddle tells
/// another:
///
///     http://git:2f1c…@127.0.0.1:40411
///     127.0.0.1:35213
///
/// @param url for all that know how to log in, with credentials
/// @param withoutLogin for those that do not
record CommandAccess(String url, Endpoint withoutLogin) {

  static CommandAccess parse(String text) throws MalformedException {
    List<String> lines = text.lines().toList();
    if (lines.size() != 2) {
      throw new MalformedException("two lines were expected, not " + lines.size());
    }
    try {
      return new CommandAccess(lines.getFirst(), Endpoint.parse(lines.getLast()));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(e.getMessage());
    }
  }

  String text() {
    return url + "\n" + withoutLogin + "\n";
  }
}
