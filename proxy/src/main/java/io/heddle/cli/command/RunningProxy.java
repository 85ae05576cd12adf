package io.heddle.cli.command;

import io.heddle.control.ControlClient;
import io.heddle.control.ControlClient.ControlResponse;
import io.heddle.http1.HttpFields;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Running proxy of this user, with what it says about itself:
///
///     configuration /home/me/.config/heddle/heddle.yaml
///     listener 127.0.0.1:1080
///     listener [::1]:1080
///
/// @param config the configuration file, or the options that replace it; empty if there is neither
/// @param listeners the addresses at which it accepts clients
public record RunningProxy(ControlClient client, String config, List<String> listeners) {
  /// The path of this description on the control socket.
  public static final String PATH = "/proxy";

  private static final String CONFIG = "configuration ";
  private static final String LISTENER = "listener ";

  /// Asks a proxy. Of one that does not answer, only the process id is known.
  public static RunningProxy of(ControlClient client) {
    try {
      ControlResponse response = client.send("GET", PATH, HttpFields.NONE, "");
      List<String> lines = response.status() == 200 ? response.body().lines().toList() : List.of();
      return new RunningProxy(
          client, String.join("", values(lines, CONFIG)), values(lines, LISTENER));
    } catch (IOException e) {
      return new RunningProxy(client, "", List.of());
    }
  }

  private static List<String> values(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .toList();
  }

  /// The description that [#of] reads.
  ///
  /// @param config empty if there is none
  public static String describe(String config, List<String> listeners) {
    StringBuilder text = new StringBuilder(CONFIG + config + "\n");
    listeners.forEach(one -> text.append(LISTENER).append(one).append('\n'));
    return text.toString();
  }

  /// The place of its configuration.
  public EffectiveConfig origin() {
    return new EffectiveConfig(
        EffectiveConfig.OriginKind.RUNNING,
        Optional.of(config).filter(one -> !one.isEmpty()),
        Optional.of(client.pid()));
  }

  /// A line for the choice between several.
  String summary() {
    return client.pid()
        + "  "
        + String.join(", ", listeners)
        + "  "
        + (config.isEmpty() ? EffectiveConfig.NO_FILE : config);
  }
}
