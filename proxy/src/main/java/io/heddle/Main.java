package io.heddle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/// A stand-in until the command line exists: `--version`, or a port that accepts and closes.
final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      var descriptor = Main.class.getModule().getDescriptor();
      System.out.println("heddle " + descriptor.rawVersion().orElse("unversioned"));
      return;
    }
    try (var server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      System.out.println("listening on 127.0.0.1:" + server.socket().getLocalPort());
      while (true) {
        server.accept().close();
      }
    }
  }
}
