package io.heddle.net.tls;

import io.heddle.net.FileStamp;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.NoThreadException;
import io.heddle.net.tls.TlsContexts.Identity;
import io.heddle.net.tls.TlsContexts.Trust;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.tinylog.Logger;

/// Context of a TLS server whose certificate files may be renewed while it runs.
///
/// Nothing watches the files: a handshake checks them if no other has for a second. New connections
/// get the new files; established ones keep theirs. Files that cannot be used are logged, and the old
/// context stays, so that it does no harm if a certificate arrives a moment before its key.
///
/// The files are read in a thread of their own. The handshake that asked for it waits a little, so
/// that the first client after a long silence gets the new certificate; the others do not wait. Files
/// that do not answer keep this thread alone.
public final class ServerContext {
  private static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

  /// The time that a handshake waits for the files.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// The sessions kept for TLS 1.2 clients without tickets. The JDK's default may take a hundred
  /// megabytes.
  private static final int SESSIONS = 1000;

  private final Trust trust;
  private final Identity identity;
  private final BlockingCalls calls = new BlockingCalls("tls-files", 1);
  private volatile boolean checking;
  private final AtomicLong lastCheck = new AtomicLong(System.nanoTime());
  private volatile List<Optional<FileStamp>> stamps;
  private volatile SSLContext context;

  private ServerContext(Trust trust, Identity identity) throws IOException {
    this.trust = trust;
    this.identity = identity;
    stamps = readStamps();
    context = load();
  }

  /// A context of the files as they are now.
  ///
  /// @param trust the authorities for client certificates
  /// @throws TlsFileException if a file does not have what it should
  public static ServerContext of(Trust trust, Identity identity) throws IOException {
    return new ServerContext(trust, identity);
  }

  /// The context for a new connection.
  ///
  /// @throws ClosedByInterruptException if the calling thread is interrupted
  SSLContext current() throws ClosedByInterruptException {
    long last = lastCheck.get();
    long now = System.nanoTime();
    // One handshake checks the files, and the others do not wait for it.
    if (now - last > CHECK_INTERVAL_NANOS && !checking && lastCheck.compareAndSet(last, now)) {
      check();
    }
    return context;
  }

  private void check() throws ClosedByInterruptException {
    try {
      boolean _ = calls.call(PATIENCE, this::checkFiles);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (NoThreadException e) {
      // A later handshake may find one.
    } catch (IOException e) {
      Logger.warn(
          "TLS files {} and {} cannot be checked: {}",
          identity.certificate(),
          identity.key(),
          e.getMessage());
    }
  }

  private boolean checkFiles() {
    checking = true;
    try {
      return renew();
    } finally {
      checking = false;
    }
  }

  /// @return whether there are new files
  private boolean renew() {
    // Stamps first: a file that changes while it is read is read again.
    List<Optional<FileStamp>> found = readStamps();
    if (found.equals(stamps)) {
      return false;
    }
    stamps = found;
    try {
      context = load();
      Logger.info("new TLS files: {} and {}", identity.certificate(), identity.key());
    } catch (IOException e) {
      Logger.error("new TLS files cannot be used, the old ones stay: {}", e.getMessage());
    }
    return true;
  }

  private SSLContext load() throws IOException {
    SSLContext loaded = TlsContexts.context(trust, Optional.of(identity));
    loaded.getServerSessionContext().setSessionCacheSize(SESSIONS);
    return loaded;
  }

  private List<Optional<FileStamp>> readStamps() {
    Stream<Path> authorities =
        trust instanceof Trust.InFile(var file) ? Stream.of(file) : Stream.empty();
    return Stream.concat(Stream.of(identity.certificate(), identity.key()), authorities)
        .map(FileStamp::of)
        .toList();
  }
}
