package io.heddle.app;

import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.admin.ReloadState;
import io.heddle.config.Config;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.server.ListenException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.tinylog.Logger;

/// Reload of the configuration of the running proxy. A configuration with mistakes changes nothing.
/// For any thread.
public final class Reload implements AdminHandler {
  /// The time that a reload waits for another.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The time after which a file is given up that does not answer.
  private static final Duration READ_LIMIT = Duration.ofSeconds(8);

  private final ReentrantLock lock = new ReentrantLock();

  /// Threads that read; those of files that were given up stay.
  private final BlockingCalls reads = new BlockingCalls("config-read", 8);

  private final Optional<String> file;
  private final ConfigSource source;
  private final RunningServer running;
  private final AdminEndpoint admin;
  private final ReloadState state;

  /// @param file of the configuration, if it comes from one
  /// @param state gets the result of each reload
  public Reload(
      Optional<String> file,
      ConfigSource source,
      RunningServer running,
      AdminEndpoint admin,
      ReloadState state) {
    this.state = state;
    this.file = file;
    this.source = source;
    this.running = running;
    this.admin = admin;
  }

  /// Reloads, and logs the result.
  public void run() {
    try {
      reload();
    } catch (AppException e) {
      // The failure has been logged.
    }
  }

  /// Reloads for `heddle reload`, and logs the result, too.
  @Override
  public AdminResponse handle(AdminRequest request) {
    try {
      return AdminResponse.text(200, "reloaded " + reload());
    } catch (AppException e) {
      return AdminResponse.text(
          e.exitCode().equals(ExitCode.BAD_INPUT) ? 422 : 503, e.getMessage());
    }
  }

  /// @return the file and what has changed
  private String reload() throws AppException {
    try {
      String result = apply();
      state.recordSuccess();
      Logger.info("reloaded {}", result);
      return result;
    } catch (AppException e) {
      // Without a file there is nothing to mend.
      file.ifPresent(_ -> state.recordFailure(e.getMessage()));
      Logger.error("not reloaded, everything stays as it was: {}", e.getMessage());
      throw e;
    }
  }

  private String apply() throws AppException {
    String read =
        file.orElseThrow(() ->
            AppException.badInput("there is no file to reload: heddle runs without --config"));
    lock(read);
    try {
      return read + ": " + apply(read);
    } catch (AppException e) {
      running.forgetOtherLists();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the reload under way, if there is one. It may open listeners and read certificates,
  /// which may take long. So the wait has a limit.
  private void lock(String read) throws AppException {
    try {
      if (!lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw AppException.failed("another reload of " + read + " is under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AppException.failed("interrupted");
    }
  }

  /// @return what has changed
  private String apply(String read) throws AppException {
    Config before = running.config();
    Config config = load(read);
    boolean sameLog = config.log().equals(running.config().log());
    ServiceNotifier.reloading();
    try {
      apply(config);
    } catch (ListenException e) {
      throw AppException.failed(ListenFailure.describe(e));
    } catch (IOException e) {
      throw AppException.badInput(e.getMessage());
    } finally {
      ServiceNotifier.ready(running.server());
    }
    if (!sameLog) {
      Logger.warn("changes of log take effect when heddle is started again");
    }
    return ConfigChanges.describe(before, config);
  }

  private Config load(String read) throws AppException {
    try {
      return reads.call(READ_LIMIT, source::load);
    } catch (IOException e) {
      throw AppException.failed(read + " cannot be read: " + e.getMessage());
    }
  }

  private void apply(Config config) throws IOException {
    AdminEndpoint.PreparedChange change = admin.prepare(config.admin());
    boolean done = false;
    try {
      running.reload(config);
      done = true;
    } finally {
      if (done) {
        change.commit();
      } else {
        change.rollback();
      }
    }
  }
}
