package io.heddle.net.tls;

import io.heddle.net.FileStamp;
import io.heddle.net.tls.TlsContexts.Identity;
import io.heddle.net.tls.TlsContexts.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.tinylog.Logger;

/// The context of a server whose files may be renewed while it runs.
///
/// Nothing watches the files: a handshake looks at them if nobody has for a while. New files are
/// for new connections; those that stand keep what they have. What cannot be used changes nothing
/// but the log, so that a certificate without its key, which comes a moment later, does no harm.
public final class ServerContext {
  private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

  /// Sessions that TLS 1.2 clients without tickets may take up again: the JDK's own limit is worth
  /// a hundred megabytes.
  private static final int SESSIONS = 1000;

  private final Trust trust;
  private final Identity identity;
  private final AtomicLong lastLook = new AtomicLong(System.nanoTime());
  private volatile List<Optional<FileStamp>> stamps;
  private volatile SSLContext context;

  private ServerContext(Trust trust, Identity identity) throws IOException {
    this.trust = trust;
    this.identity = identity;
    stamps = look();
    context = load();
  }

  /// A context made of the files as they are now.
  ///
  /// @param trust whose certificates clients may show
  /// @throws TlsFileException if a file does not have what it should
  public static ServerContext of(Trust trust, Identity identity) throws IOException {
    return new ServerContext(trust, identity);
  }

  /// The context for a new connection.
  SSLContext current() {
    long last = lastLook.get();
    long now = System.nanoTime();
    // Whoever wins looks; the others need not wait for it.
    if (now - last > PERIOD_NANOS && lastLook.compareAndSet(last, now)) {
      renew();
    }
    return context;
  }

  private void renew() {
    // Before they are read: what changes meanwhile is read again.
    List<Optional<FileStamp>> found = look();
    if (found.equals(stamps)) {
      return;
    }
    stamps = found;
    try {
      context = load();
      Logger.info("new TLS files: {} and {}", identity.certificate(), identity.key());
    } catch (IOException e) {
      Logger.error("new TLS files cannot be used, the old ones stay: {}", e.getMessage());
    }
  }

  private SSLContext load() throws IOException {
    SSLContext loaded = TlsContexts.context(trust, Optional.of(identity));
    loaded.getServerSessionContext().setSessionCacheSize(SESSIONS);
    return loaded;
  }

  private List<Optional<FileStamp>> look() {
    Stream<Path> authorities =
        trust instanceof Trust.InFile(var file) ? Stream.of(file) : Stream.empty();
    return Stream.concat(Stream.of(identity.certificate(), identity.key()), authorities)
        .map(FileStamp::of)
        .toList();
  }
}
