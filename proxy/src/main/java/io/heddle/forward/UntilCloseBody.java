package io.heddle.forward;

import io.heddle.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A body that ends with its stream. One that breaks instead has not ended.
final class UntilCloseBody implements BodySource {
  private final Connection connection;
  private boolean ended;

  UntilCloseBody(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void take(ByteBuffer into) throws IOException {
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
