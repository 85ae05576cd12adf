package io.heddle.app;

import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.cli.RunCommand;
import io.heddle.cli.command.CommandException;
import io.heddle.cli.command.ConfigArgument;
import io.heddle.cli.command.ExitCode;
import io.heddle.config.Config;
import io.heddle.server.ListenException;
import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.tinylog.Logger;

/// Reads the configuration of the running proxy again, and puts it in force if it is fine. For any
/// thread.
public final class Reload implements AdminHandler {
  private final CommandLine arguments;
  private final RunningServer running;
  private final AdminEndpoint door;

  /// @param arguments of `heddle run`, which say where the configuration comes from
  public Reload(CommandLine arguments, RunningServer running, AdminEndpoint door) {
    this.arguments = arguments;
    this.running = running;
    this.door = door;
  }

  /// Does it, and says in the log what came of it.
  public void run() {
    try {
      reload();
    } catch (CommandException e) {
      // The log has it.
    }
  }

  /// Does it for a command, too.
  @Override
  public AdminResponse answer(AdminRequest request) {
    try {
      return AdminResponse.text(200, "reloaded " + reload());
    } catch (CommandException e) {
      return AdminResponse.text(
          e.exitCode().equals(ExitCode.BAD_INPUT) ? 422 : 503, e.getMessage());
    }
  }

  /// @return the file
  private String reload() throws CommandException {
    try {
      String file = change();
      Logger.info("reloaded {}", file);
      return file;
    } catch (CommandException e) {
      Logger.error("not reloaded, everything stays as it was: {}", e.getMessage());
      throw e;
    }
  }

  private synchronized String change() throws CommandException {
    String file = ConfigArgument.file(arguments);
    Config config = RunCommand.config(arguments);
    boolean sameLog = config.log().equals(running.config().log());
    ServiceState.reloading();
    try {
      apply(config);
    } catch (ListenException e) {
      throw CommandException.failed(ListenFailure.describe(e));
    } catch (IOException e) {
      throw CommandException.usage(e.getMessage());
    } finally {
      ServiceState.ready(running.server());
    }
    if (!sameLog) {
      Logger.warn("changes of log take effect when heddle is started again");
    }
    return file;
  }

  private void apply(Config config) throws IOException {
    AdminEndpoint.Change change = door.prepare(config.admin());
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
