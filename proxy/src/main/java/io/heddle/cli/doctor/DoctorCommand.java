package io.heddle.cli.doctor;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.app.LookupBuilder;
import io.heddle.cli.command.Arguments;
import io.heddle.cli.command.Command;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.PidArgument;
import io.heddle.cli.command.RunningProxy;
import io.heddle.cli.command.SurroundingProxy;
import io.heddle.config.Config;
import io.heddle.config.file.JsonText;
import io.heddle.dial.Resolver;
import io.heddle.jdk.BlockingCheck;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle doctor`: prints what is wrong around the proxy.
public record DoctorCommand() implements Command {
  private static final String JSON = "json";

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Arguments.option(PidArgument.NAME))
        .addOption(Arguments.flag(JSON));
  }

  @Override
  public String help() {
    return """
    heddle doctor [--json] [--pid PID]

    Finds what is wrong around the running proxy, or around one that would start here: variables that
    lead elsewhere, exceptions in no_proxy that programs read in different ways, a port that another
    program has, the clock, the Kerberos ticket, upstream proxies that do not answer, scripts of proxy
    auto-config that cannot be had, IPv6. Prints a
    line for each finding, with what to do. Under heddle exec, it is about the variables of that command.

      --json      print JSON
      --pid PID   the process id of the proxy, if several are running

    Exit codes: 0 nothing is wrong, 1 something is, 2 bad arguments or configuration.

    Example:
      heddle doctor
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) throws AppException {
    List<Finding> findings = findings(arguments);
    if (arguments.hasOption(JSON)) {
      out.print(JsonText.of(Map.of("findings", findings.stream().map(Finding::json).toList())));
      out.println();
    } else {
      findings.forEach(finding -> out.println(finding.line()));
    }
    boolean wrong =
        findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.PROBLEM);
    return wrong ? ExitCode.FAILED : ExitCode.OK;
  }

  private static List<Finding> findings(CommandLine arguments) throws AppException {
    Map<String, String> environment = System.getenv();
    Optional<SurroundingProxy> around = SurroundingProxy.of(environment);
    Optional<RunningProxy> running = PidArgument.known(arguments).map(RunningProxy::of);
    List<Finding> findings = new ArrayList<>();
    boolean serves = around.filter(SurroundingProxy::serves).isPresent();
    around.ifPresent(one -> findings.add(ExecCheck.finding(one, serves)));
    if (running.isPresent() || around.isEmpty()) {
      findings.add(proxy(running, arguments));
    }
    List<String> listeners =
        around
            .map(one -> serves ? List.of(one.listener().toString()) : List.<String>of())
            .or(() -> running.map(RunningProxy::listeners))
            .orElse(List.of());
    findings.addAll(new VariableCheck(environment, listeners).findings());
    if (SurroundingProxy.isIsolated()) {
      findings.add(ExecCheck.unseen());
    } else if (running.isPresent() || around.isEmpty()) {
      addNetwork(running, arguments, findings);
    }
    findings.add(SystemCheck.clock(Instant.now()));
    return findings;
  }

  /// Findings about what the proxy reaches. The proxy of a `heddle exec` that is a private one is not
  /// known here.
  private static void addNetwork(
      Optional<RunningProxy> running, CommandLine arguments, List<Finding> findings)
      throws AppException {
    Config config =
        running.isPresent()
            ? config(running.get(), findings)
            : ConfigArgument.loadOrInstalled(arguments);
    if (running.isEmpty()) {
      findings.addAll(SystemCheck.ports(config));
    }
    try (Resolver resolver = LookupBuilder.resolver(config.dns())) {
      findings.addAll(OutboundCheck.findings(config, resolver));
      findings.addAll(ScriptCheck.findings(config, resolver));
    }
    SystemCheck.ticket(SystemCheck.wantsTicket(config, System.getenv())).ifPresent(findings::add);
    findings.add(SystemCheck.ipv6());
  }

  /// The configuration of the running proxy, read again here, where variables that it names may be
  /// missing.
  private static Config config(RunningProxy running, List<Finding> findings) {
    assert BlockingCheck.isAllowed();
    if (!Files.isRegularFile(Path.of(running.config()))) {
      return Config.DEFAULT;
    }
    try {
      return ConfigArgument.load(running.config());
    } catch (AppException e) {
      findings.add(Finding.note("config", e.getMessage().lines().findFirst().orElse("")));
      return Config.DEFAULT;
    }
  }

  private static Finding proxy(Optional<RunningProxy> running, CommandLine arguments) {
    return running
        .map(one -> Finding.ok("proxy", "looked at " + one.origin()))
        .orElseGet(() ->
            Finding.problem(
                "proxy",
                "none is running; looked at " + ConfigArgument.origin(arguments),
                "start it: heddle run"));
  }
}
