package io.heddle.interop;

import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// tor-resolve, which asks a SOCKS 5 proxy for addresses and names.
@Tag("real-client")
class TorResolveClientTest {
  @AutoClose private static HeddleImage proxy;

  @BeforeAll
  static void start(@TempDir Path folder) {
    Program.installed("tor-resolve");
    proxy = HeddleImage.start(folder, "inbounds: [{listen: \"127.0.0.1:0\", tor-resolve: true}]\n");
  }

  @Test
  void aNameHasItsAddress() {
    torResolve("localhost").run().succeeds().prints("127.0.0.1\n");
  }

  @Test
  void anAddressHasItsName() {
    torResolve("-x", "127.0.0.1").run().succeeds().mentions("localhost");
  }

  @Test
  void aNameWithoutAddressIsToldSo() {
    torResolve("nosuch.invalid").run().exits(1).complains("host is unreachable");
  }

  private static Program torResolve(Object... arguments) {
    return Program.installed("tor-resolve").with("-p", proxy.port()).with(arguments);
  }
}
