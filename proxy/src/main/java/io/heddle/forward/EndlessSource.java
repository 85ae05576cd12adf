package io.heddle.forward;

import io.heddle.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A body that ends with its stream. One that breaks instead has not ended.
final class EndlessSource implements BodySource {
  private final Connection connection;
  private boolean ended;

  EndlessSource(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void read(ByteBuffer into) throws IOException {
    boolean early = connection.reader().buffered() > 0;
    take(into);
    if (early && into.hasRemaining()) {
      take(into);
    }
  }

  private void take(ByteBuffer into) throws IOException {
    ended = connection.readNow(into) < 0;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public Connection connection() {
    return connection;
  }
}
