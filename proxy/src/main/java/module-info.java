/// Heddle, a personal proxy: SOCKS and HTTP on one port, one virtual thread per connection.
///
/// Exports nothing: it is a program, not a library.
module io.heddle {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires java.net.http;
  requires java.security.jgss;
  requires jdk.jfr;
  requires jdk.net;
  requires jdk.management;
  requires org.apache.commons.cli;
  requires org.mozilla.rhino;
  requires org.tinylog.api;
  requires org.tinylog.impl;
  requires org.yaml.snakeyaml;

  // tinylog makes the log writer that its configuration names.
  opens io.heddle.logging to
      org.tinylog.api;
}
