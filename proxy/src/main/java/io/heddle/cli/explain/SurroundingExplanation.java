package io.heddle.cli.explain;

import io.heddle.address.Endpoint;
import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.cli.command.SurroundingProxy;
import io.heddle.cli.exec.StandardTunnel;
import io.heddle.config.Config;
import io.heddle.config.file.JsonText;
import io.heddle.control.ControlClient;
import io.heddle.control.ControlClient.ControlResponse;
import io.heddle.http1.HttpFields;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Explanation for a command under `heddle exec`: what this command may reach. The running proxy that has
/// its session explains each step. A private proxy has no control socket; it is asked for a tunnel, and
/// tells whether it opens it, and else why not.
///
/// @param around the proxy of the command
record SurroundingExplanation(ExplainQuery query, SurroundingProxy around) {

  /// Prints the explanation.
  ///
  /// @return whether the target can be reached
  ExitCode print(PrintStream out) throws AppException {
    HttpFields fields = query.fields().with(ExplainHost.SESSION, around.listener().toString());
    for (ControlClient proxy : ControlClient.all()) {
      Optional<ControlResponse> response = ask(proxy, fields);
      if (response.isPresent()) {
        return ExplainCommand.print(response.get(), out);
      }
    }
    return printByTunnel(out);
  }

  /// The answer of a proxy; empty if it does not have the session.
  private static Optional<ControlResponse> ask(ControlClient proxy, HttpFields fields) {
    try {
      return Optional.of(proxy.send(ExplainHost.METHOD, ExplainHost.PATH, fields, ""))
          .filter(
              one -> one.status() != ExplainHost.FOREIGN && one.status() != ExplainHost.UNKNOWN);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private ExitCode printByTunnel(PrintStream out) throws AppException {
    Endpoint target = query.request(Config.DEFAULT).target();
    Optional<String> refusal =
        StandardTunnel.refusal(around.listener(), target)
            .map(sentence -> sentence.replaceFirst("^heddle: ", ""));
    out.print(query.isText() ? text(target, refusal) : json(target, refusal));
    return refusal.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private String text(Endpoint target, Optional<String> refusal) {
    return target
        + " as a tunnel, by "
        + around
        + "\n"
        + refusal.map(why -> "refused: " + why).orElse("open")
        + "\n";
  }

  private String json(Endpoint target, Optional<String> refusal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("by", "exec");
    json.put("target", target.toString());
    json.put("inbound", around.listener().toString());
    json.put("open", refusal.isEmpty());
    refusal.ifPresent(why -> json.put("refusal", Map.of("details", why)));
    return JsonText.of(json) + "\n";
  }
}
