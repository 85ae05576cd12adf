package io.heddle.app;

import io.heddle.config.LogConfig;
import io.heddle.logging.AccessLineJson;
import io.heddle.logging.LogSettings;
import io.heddle.logging.LogSettings.AccessLines;
import io.heddle.logging.LogSettings.LineFormat;
import io.heddle.logging.Logging;
import io.heddle.logging.StepLog;
import io.heddle.server.connection.AccessLog;
import io.heddle.server.connection.RequestObservers;
import java.io.IOException;
import java.util.Optional;
import org.tinylog.Level;

/// Builder of the log of this process from the configured one.
public final class LogBuilder {
  private LogBuilder() {}

  /// The settings of a configuration.
  public static LogSettings settings(LogConfig config) {
    return new LogSettings(
        switch (config.level()) {
          case ERROR -> Level.ERROR;
          case WARN -> Level.WARN;
          case INFO -> Level.INFO;
          case DEBUG -> Level.DEBUG;
          case TRACE -> Level.TRACE;
        },
        switch (config.access()) {
          case ON -> AccessLines.WRITTEN;
          case OFF -> AccessLines.OMITTED;
        },
        config.file(),
        switch (config.format()) {
          case TEXT -> LineFormat.TEXT;
          case JSON -> LineFormat.JSON;
        });
  }

  /// The access log in the configured format.
  ///
  /// @param terminal the format where the log goes to a terminal
  static AccessLog accessLog(LogConfig config, Optional<TerminalAccessLine> terminal) {
    return new AccessLog(
        switch (config.format()) {
          case TEXT -> terminal.isPresent() ? terminal.get() : AccessLog.LineFormatter.TEXT;
          case JSON -> new AccessLineJson();
        });
  }

  /// Makes the log tell the steps of each request, if the level asks for them, and the programs of
  /// clients, if it has access lines. Without, no request has its steps timed for the log.
  static void observe(LogConfig config, RequestObservers observers) {
    if (Logging.hasAccessLines()) {
      observers.logPrograms();
    }
    if (settings(config).level().compareTo(Level.DEBUG) <= 0) {
      observers.keepHistory();
      observers.addListener(new StepLog());
    }
  }

  /// Opens the log for all messages from now on.
  ///
  /// @throws AppException if its file cannot be written
  public static void open(LogSettings settings) throws AppException {
    try {
      Logging.configure(settings);
    } catch (IOException e) {
      throw AppException.failed("cannot write the log: " + e.getMessage());
    }
  }
}
