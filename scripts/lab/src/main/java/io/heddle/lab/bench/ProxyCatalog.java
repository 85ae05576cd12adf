package io.heddle.lab.bench;

import io.heddle.lab.client.RequestProtocol;
import io.heddle.lab.proxy.Capability;
import io.heddle.lab.proxy.HeddleDefinitions;
import io.heddle.lab.proxy.KerberosSquid;
import io.heddle.lab.proxy.ProxyDefinition;
import io.heddle.lab.proxy.TemporaryFiles;
import io.heddle.lab.results.ProxyNames;
import io.heddle.lab.system.ExternalProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Catalog of all that is measured: Heddle, the other proxies that are installed, and no proxy.
final class ProxyCatalog {
  private static final ExternalProgram HAPROXY = new ExternalProgram("haproxy", "-v");
  private static final ExternalProgram OPENSSL = new ExternalProgram("openssl", "version");

  private static final ExternalProgram SQUID = new ExternalProgram("squid", "-v");
  private static final ExternalProgram KADMIN = new ExternalProgram("kadmin.local", "-v");

  private final List<ProxyDefinition> definitions = new ArrayList<>();
  private final Set<ExternalProgram> programs = new LinkedHashSet<>();
  private final List<String> remarks;

  private ProxyCatalog(List<String> remarks) {
    this.remarks = remarks;
  }

  /// Catalog of what is installed on this machine.
  ///
  /// @param before an older Heddle, to be compared with this one
  /// @param remarks gets a line about each program that is not installed
  static ProxyCatalog installed(
      HeddleDefinitions heddle, Optional<HeddleDefinitions> before, List<String> remarks)
      throws IOException, InterruptedException {
    ProxyCatalog catalog = new ProxyCatalog(remarks);
    catalog.definitions.addAll(
        List.of(
            heddle.plain(), heddle.onJdkScheduler(), heddle.unconfigured(), heddle.configured()));
    catalog.definitions.addAll(heddle.withLists());
    catalog.definitions.addAll(heddle.withFaults());
    catalog.definitions.addAll(heddle.withHistory());
    catalog.definitions.addAll(heddle.withPolicy());
    catalog.definitions.addAll(heddle.withPac());
    catalog.definitions.addAll(heddle.withLocalUsers());
    before.ifPresent(older ->
        catalog.definitions.addAll(
            List.of(older.plain(), older.unconfigured(), older.configured())));
    catalog.add(HAPROXY, HaProxy.plain());
    // microsocks does not print its version; Debian knows it.
    List<String> versionCommand = List.of("dpkg-query", "--show", "microsocks");
    catalog.add(new ExternalProgram("microsocks", versionCommand), OtherProxies.microsocks());
    catalog.add(new ExternalProgram("danted", "-v"), OtherProxies.dante());
    catalog.add(new ExternalProgram("v2ray", "-version"), OtherProxies.v2ray());
    catalog.add(SQUID, OtherProxies.squid());
    catalog.add(new ExternalProgram("privoxy", "--version"), OtherProxies.privoxy());
    catalog.add(new ExternalProgram("tinyproxy", "-v"), OtherProxies.tinyproxy());
    catalog.addOverTls(heddle);
    catalog.addThroughSquid(heddle);
    catalog.definitions.add(noProxy());
    return catalog;
  }

  private void add(ExternalProgram program, List<ProxyDefinition> added) {
    if (program.isInstalled()) {
      programs.add(program);
      definitions.addAll(added);
    } else {
      remarks.add(program.name() + " is not installed");
    }
  }

  private void addOverTls(HeddleDefinitions heddle) throws IOException, InterruptedException {
    if (!OPENSSL.isInstalled()) {
      remarks.add("TLS: openssl is not installed, which makes the certificate");
      return;
    }
    Path certificate = TemporaryFiles.certificate();
    definitions.addAll(heddle.overTls(certificate));
    if (HAPROXY.isInstalled()) {
      definitions.addAll(HaProxy.overTls(certificate));
    }
  }

  private void addThroughSquid(HeddleDefinitions heddle) throws IOException, InterruptedException {
    if (KADMIN.isInstalled() && SQUID.isInstalled()) {
      definitions.addAll(heddle.throughSquid(KerberosSquid.create()));
    } else {
      remarks.add("Negotiate: squid or MIT Kerberos with its KDC is not installed");
    }
  }

  /// Definitions in the order in which they are measured.
  List<ProxyDefinition> definitions() {
    return definitions;
  }

  /// Programs of the other proxies.
  Set<ExternalProgram> programs() {
    return programs;
  }

  /// Clients that connect to the origin themselves.
  static ProxyDefinition noProxy() {
    return ProxyDefinition.ofNative(
        ProxyNames.NO_PROXY,
        Set.of(Capability.STREAMS, Capability.UDP, Capability.HTTP),
        RequestProtocol.NONE,
        (_, _) -> List.of());
  }
}
