package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.config.LogConfig;
import io.heddle.route.Router.Route;
import io.heddle.server.connection.AccessLog;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Access line for a terminal: a failed request is red, and a rule has its place in the file.
///
///     #17 127.0.0.1:50312 - http example.com:81 rule=heddle.yaml:12 via=corp refused="…" 0.012s
///
/// A log that goes to a file or a pipe names rules by their position, which programs can rely on.
final class TerminalAccessLine implements AccessLog.LineFormatter {
  /// Places by the names of rules, in the configuration in force.
  private volatile Map<String, String> places = Map.of();

  /// A formatter if the log goes to a terminal that shows colours.
  static Optional<TerminalAccessLine> of(LogConfig config) {
    boolean text = config.file().isEmpty() && config.format() == LogConfig.Format.TEXT;
    return text && Terminal.showsColours(2)
        ? Optional.of(new TerminalAccessLine())
        : Optional.empty();
  }

  /// Takes the places of the rules of a configuration.
  void use(Config config) {
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < config.rules().size(); i++) {
      String name = RouterBuilder.nameOf(i);
      config.origin().placeOfRule(i).ifPresent(place -> found.put(name, fileName(place)));
    }
    places = Map.copyOf(found);
  }

  private static String fileName(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  @Override
  public String format(LiveRequest request, RequestResult result, String text) {
    String line = request.route().map(route -> withPlace(text, route)).orElse(text);
    return result.failure().isPresent() ? Terminal.red(line) : line;
  }

  private String withPlace(String text, Route route) {
    String place = places.get(route.rule());
    return place == null
        ? text
        : text.replace(" rule=" + route.rule() + " ", " rule=" + place + " ");
  }
}
