package io.heddle.config.file;

import io.heddle.config.LimitsConfig;
import io.heddle.config.TimeoutsConfig;

/// Keys of time limits and of other limits.
final class LimitKeys {
  private LimitKeys() {}

  static TimeoutsConfig timeouts(FieldVisitor fields, TimeoutsConfig defaults) {
    return fields.validated(
        () ->
            new TimeoutsConfig(
                fields.value("handshake", ValueFormats.DURATION, defaults.handshake()),
                fields.value("connect", ValueFormats.DURATION, defaults.connect()),
                fields.value("idle", ValueFormats.DURATION, defaults.idle()),
                fields.value("half-closed", ValueFormats.DURATION, defaults.halfClosed()),
                fields.value("udp-idle", ValueFormats.DURATION, defaults.udpIdle()),
                fields.value("drain", ValueFormats.DURATION, defaults.drain())),
        defaults);
  }

  static LimitsConfig limits(FieldVisitor fields, LimitsConfig defaults) {
    return fields.validated(
        () ->
            new LimitsConfig(
                fields.value("connections", ValueFormats.WHOLE_NUMBER, defaults.connections()),
                fields.value(
                    "connections-per-client",
                    ValueFormats.WHOLE_NUMBER,
                    defaults.connectionsPerClient()),
                fields.value("header", ValueFormats.SIZE, defaults.header())),
        defaults);
  }
}
