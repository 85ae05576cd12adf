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
import io.heddle.server.AdditionalListeners;
import io.heddle.server.ListenException;
import io.heddle.server.ListenerSettings;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Host of exec sessions in the running proxy: other processes that run `heddle exec` request them.
/// Each session lives from the response here until its process closes the connection, which it does
/// even when it is killed. The user name of the session appears on all its connections.
///
/// @param config the configuration of the proxy, as it describes itself
public record ExecSessionHost(RunningServer running, Optional<String> config)
    implements AdminHandler {
  static final String METHOD = "POST";
  static final String PATH = "/commands";

  /// The route of this handler.
  public static final String ROUTE = METHOD + " " + PATH;

  private static final String OUTBOUND = "Outbound";
  private static final String CONFIG = "Configuration";

  /// The path of the socket at which the process offers the listener of its child process.
  private static final String DESCRIPTOR = "Descriptor";

  /// The fields of a request for a session.
  ///
  /// @param offer of its listener, if it is in a network namespace
  static HttpFields requestFields(SessionRequest requested, DescriptorOffer offer) {
    HttpFields fields = requested.session().fields();
    if (requested.outbound().isPresent()) {
      fields = fields.with(OUTBOUND, encoded(requested.outbound().get()));
    }
    return offer.socket().isPresent()
        ? fields.with(DESCRIPTOR, encoded(offer.socket().get().path().toString()))
        : fields;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /// Reads the addresses of the two listeners from the body of a response, one on each line.
  ///
  /// @throws IllegalArgumentException if a line is no address
  static List<Endpoint> addresses(String body) {
    return body.lines().map(Endpoint::parse).toList();
  }

  /// Reads the configuration of the proxy from the fields of a response; empty if it is an older
  /// proxy.
  static Optional<String> config(HttpFields fields) {
    return fields.firstValue(CONFIG).map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8));
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    try {
      ExecSession requested = ExecSession.of(request.fields());
      Optional<String> outbound = decoded(request, OUTBOUND);
      OutboundArgument.check(outbound, running.server().configuration());
      Optional<String> offered = decoded(request, DESCRIPTOR);
      if (offered.isEmpty()) {
        return respond(open(requested.bindings(running.config()), outbound));
      }
      return respondInside(requested, outbound, offered.get());
    } catch (AppException | IllegalArgumentException e) {
      return AdminResponse.text(422, e.getMessage());
    } catch (ListenException e) {
      return AdminResponse.text(503, ListenFailure.describe(e));
    } catch (IOException e) {
      return AdminResponse.text(503, "the listener of the command: " + e.getMessage());
    }
  }

  private AdditionalListeners open(List<ListenerSettings> bindings, Optional<String> outbound)
      throws ListenException {
    return running.server().open(bindings, OutboundArgument.view(outbound));
  }

  private AdminResponse respond(AdditionalListeners listeners) {
    String body = listeners.addresses().stream().map(Address::toString).collect(joining("\n"));
    return AdminResponse.text(200, body)
        .with(CONFIG, encoded(config.orElse("")))
        .withLease(listeners::close);
  }

  /// Serves at the listener that the other process offers.
  private AdminResponse respondInside(
      ExecSession requested, Optional<String> outbound, String offered)
      throws IOException, ListenException {
    InsideListener inside = InsideListener.receive(requested.withoutLogin(), offered);
    AdminResponse.Lease lease = inside::close;
    try {
      AdditionalListeners listeners = open(requested.bindingsInside(running.config()), outbound);
      AdminResponse response = respond(listeners);
      lease = () -> {};
      return response.withLease(
          () -> {
            listeners.close();
            inside.close();
          });
    } finally {
      lease.release();
    }
  }

  private static Optional<String> decoded(AdminRequest request, String field) {
    return request
        .fields()
        .firstValue(field)
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8));
  }
}
