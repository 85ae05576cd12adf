package io.heddle.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.net.Traffic;
import io.heddle.net.udp.FullableChannel;
import io.heddle.net.udp.ReceiveBatch;
import io.heddle.net.udp.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Output of datagrams by ports that may be full.
@Tag("component")
class DatagramOutputTest {
  private final FullableChannel channel = new FullableChannel();
  private final FullableChannel otherChannel = new FullableChannel();
  private final UdpSocket port = channel.port();
  private final UdpSocket otherPort = otherChannel.port();
  private final UdpStats stats = new UdpStats(new Traffic());
  private final DatagramOutput output = new DatagramOutput(stats, stats::addUploads);
  private final ReceiveBatch batch = FullableChannel.received("one", "two", "three", "four");

  private static InetSocketAddress to(int target) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
  }

  private void add(UdpSocket by, int index, int target) {
    ByteBuffer datagram = batch.datagram(index);
    output.add(by, datagram, datagram.remaining(), to(target));
  }

  @Test
  void whatIsCollectedLeavesWithTheFlush() {
    output.attach(batch.sendBatch());
    channel.makeRoom(3);
    add(port, 0, 1);
    add(port, 1, 1);
    assertEquals(List.of(), channel.sent());
    assertTrue(output.flush());
    assertEquals(List.of("one to 1", "two to 1"), channel.sent());
    assertEquals(2, stats.uploads());
  }

  @Test
  void whatFindsThePortFullLeavesInItsOrderLater() {
    output.attach(batch.sendBatch());
    add(port, 0, 1);
    add(port, 1, 1);
    assertEquals(Optional.empty(), output.full());
    add(port, 2, 2);
    assertEquals(Optional.of(port), output.full());
    channel.makeRoom(1);
    assertFalse(output.flush());
    assertEquals(Optional.of(port), output.full());
    channel.makeRoom(1);
    assertFalse(output.flush());
    channel.makeRoom(1);
    assertTrue(output.flush());
    assertEquals(Optional.empty(), output.full());
    assertEquals(List.of("one to 1", "two to 1", "three to 2"), channel.sent());
    assertEquals(3, stats.uploads());
  }

  @Test
  void theFlushGoesOnWithWhatWasFull() {
    output.attach(batch.sendBatch());
    add(port, 0, 1);
    add(port, 3, 1);
    channel.makeRoom(1);
    assertFalse(output.flush());
    channel.makeRoom(5);
    assertTrue(output.flush());
    assertTrue(output.flush());
    add(port, 1, 3);
    assertTrue(output.flush());
    assertEquals(List.of("one to 1", "four to 1", "two to 3"), channel.sent());
  }

  @Test
  void twoPortsAreTwoBatches() {
    output.attach(batch.sendBatch());
    channel.makeRoom(1);
    add(port, 0, 1);
    add(otherPort, 1, 1);
    assertEquals(List.of("one to 1"), channel.sent());
    assertFalse(output.flush());
    assertEquals(Optional.of(otherPort), output.full());
    otherChannel.makeRoom(1);
    assertTrue(output.flush());
    assertEquals(List.of("two to 1"), otherChannel.sent());
  }

  @Test
  void aCopyFollowsWhatWasCollectedBefore() {
    output.attach(batch.sendBatch());
    add(port, 0, 1);
    output.add(port, ByteBuffer.wrap(new byte[] {'x'}), 1, to(1));
    assertEquals(Optional.of(port), output.full());
    channel.makeRoom(2);
    assertTrue(output.flush());
    assertEquals(List.of("one to 1", "x to 1"), channel.sent());
  }

  @Test
  void aCopyNeedsNoBatch() {
    output.add(port, ByteBuffer.wrap(new byte[] {'x'}), 1, to(1));
    assertEquals(Optional.of(port), output.full());
    channel.makeRoom(1);
    assertTrue(output.flush());
    assertEquals(List.of("x to 1"), channel.sent());
  }

  @Test
  void whatWaitsForAPortThatIsClosedIsDroppedAndCounted() throws IOException {
    output.attach(batch.sendBatch());
    add(port, 0, 1);
    add(port, 1, 2);
    assertEquals(Optional.of(port), output.full());
    channel.close();
    assertTrue(output.flush());
    assertEquals(2, stats.drops(DropReason.NO_RELAY));
  }

  @Test
  void whatIsTooLargeIsDroppedAndCounted() {
    output.add(port, ByteBuffer.allocate(65_508), 65_508, to(1));
    assertTrue(output.flush());
    assertEquals(1, stats.drops(DropReason.TOO_LARGE));
    assertEquals(0, stats.uploads());
  }
}
