package io.heddle.cli;

import io.heddle.admin.Request;
import io.heddle.admin.Resource;
import io.heddle.admin.Response;
import io.heddle.server.Annex;
import io.heddle.server.ListenException;
import io.heddle.server.Services;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Takes in the commands that other processes run by `heddle exec`: each has listeners of its own
/// in the running proxy, and so its name on each of its connections, from the answer here until the
/// process hangs up. That it cannot forget, even if it is killed.
record CommandHost(RunningServer running) implements Resource {
  static final String METHOD = "POST";
  static final String PATH = "/commands";

  /// The field that names the program.
  static final String PROGRAM = "Program";

  /// The field that names the outbound, if all is to go by one. Both are encoded as in a URL.
  static final String OUTBOUND = "Outbound";

  @Override
  public Response answer(Request request) {
    try {
      CommandLogin login = CommandLogin.of(field(request, PROGRAM).orElse(""));
      UnaryOperator<Services> view =
          OutboundArgument.view(field(request, OUTBOUND), running.server().services());
      Annex annex = running.server().open(login.bindings(running.config()), view);
      return Response.text(200, login.access(annex.addresses()).text()).promising(annex::close);
    } catch (CommandException | IllegalArgumentException e) {
      return Response.text(422, e.getMessage());
    } catch (ListenException e) {
      return Response.text(503, ListenFailure.describe(e));
    }
  }

  private static Optional<String> field(Request request, String name) {
    return request.fields().first(name).map(v -> URLDecoder.decode(v, StandardCharsets.UTF_8));
  }
}
