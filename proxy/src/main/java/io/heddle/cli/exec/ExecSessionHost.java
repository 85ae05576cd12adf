package io.heddle.cli.exec;

import static java.util.stream.Collectors.joining;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.app.AppException;
import io.heddle.app.ListenFailure;
import io.heddle.app.RunningServer;
import io.heddle.http1.HttpFields;
import io.heddle.server.AuxiliaryListeners;
import io.heddle.server.ListenException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Takes in the commands that other processes run by `heddle exec`: each has a place of its own in
/// the running proxy, and so its name on each of its connections, from the answer here until the
/// process hangs up. That it cannot forget, even if it is killed.
public record ExecSessionHost(RunningServer running) implements AdminHandler {
  public static final String METHOD = "POST";
  public static final String PATH = "/commands";

  private static final String OUTBOUND = "Outbound";

  /// What to ask with.
  ///
  /// @param outbound which everything takes, if not by the rules
  static HttpFields question(ExecSession wanted, Optional<String> outbound) {
    HttpFields fields = wanted.fields();
    return outbound.isEmpty()
        ? fields
        : fields.with(OUTBOUND, URLEncoder.encode(outbound.get(), StandardCharsets.UTF_8));
  }

  /// The listeners that an answer tells, one a line.
  ///
  /// @throws IllegalArgumentException if it tells something else
  static List<Endpoint> addresses(String answer) {
    return answer.lines().map(Endpoint::parse).toList();
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    try {
      ExecSession wanted = ExecSession.of(request.fields());
      Optional<String> outbound = outbound(request);
      OutboundArgument.check(outbound, running.server().configuration());
      AuxiliaryListeners listeners =
          running.server().open(wanted.bindings(running.config()), OutboundArgument.view(outbound));
      String answer = listeners.addresses().stream().map(Address::toString).collect(joining("\n"));
      return AdminResponse.text(200, answer).withLease(listeners::close);
    } catch (AppException | IllegalArgumentException e) {
      return AdminResponse.text(422, e.getMessage());
    } catch (ListenException e) {
      return AdminResponse.text(503, ListenFailure.describe(e));
    }
  }

  private static Optional<String> outbound(AdminRequest request) {
    return request
        .fields()
        .firstValue(OUTBOUND)
        .map(v -> URLDecoder.decode(v, StandardCharsets.UTF_8));
  }
}
