package io.heddle.app;

import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.config.Config;
import io.heddle.server.ListenException;
import java.io.IOException;
import java.util.Optional;
import org.tinylog.Logger;

/// Reads the configuration of the running proxy again, and puts it in force if it is fine. For any
/// thread.
public final class Reload implements AdminHandler {
  private final Optional<String> file;
  private final ConfigSource source;
  private final RunningServer running;
  private final AdminEndpoint door;

  /// @param file of the configuration, if it comes from one
  public Reload(
      Optional<String> file, ConfigSource source, RunningServer running, AdminEndpoint door) {
    this.file = file;
    this.source = source;
    this.running = running;
    this.door = door;
  }

  /// Does it, and says in the log what came of it.
  public void run() {
    try {
      reload();
    } catch (AppException e) {
      // The log has it.
    }
  }

  /// Does it for a command, too.
  @Override
  public AdminResponse answer(AdminRequest request) {
    try {
      return AdminResponse.text(200, "reloaded " + reload());
    } catch (AppException e) {
      return AdminResponse.text(
          e.exitCode().equals(ExitCode.BAD_INPUT) ? 422 : 503, e.getMessage());
    }
  }

  /// @return the file
  private String reload() throws AppException {
    try {
      String read = change();
      Logger.info("reloaded {}", read);
      return read;
    } catch (AppException e) {
      Logger.error("not reloaded, everything stays as it was: {}", e.getMessage());
      throw e;
    }
  }

  private synchronized String change() throws AppException {
    String read =
        file.orElseThrow(
            () -> AppException.usage("there is no file to reload: heddle runs without --config"));
    Config config = source.load();
    boolean sameLog = config.log().equals(running.config().log());
    ServiceNotifier.reloading();
    try {
      apply(config);
    } catch (ListenException e) {
      throw AppException.failed(ListenFailure.describe(e));
    } catch (IOException e) {
      throw AppException.usage(e.getMessage());
    } finally {
      ServiceNotifier.ready(running.server());
    }
    if (!sameLog) {
      Logger.warn("changes of log take effect when heddle is started again");
    }
    return read;
  }

  private void apply(Config config) throws IOException {
    AdminEndpoint.PreparedChange change = door.prepare(config.admin());
    boolean done = false;
    try {
      running.reload(config);
      done = true;
    } finally {
      if (done) {
        change.commit();
      } else {
        change.drop();
      }
    }
  }
}
