package io.heddle.http2;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Setting;
import io.heddle.net.RequestNotProcessedException;
import java.util.List;
import java.util.Optional;

/// Handler of received frames: what each of them does to the connection and its streams. It neither
/// reads nor writes: frames that it sends are queued in the [FrameSender].
///
/// A violation of the protocol is a stream error or a connection error (RFC 9113 §5.4). The
/// exception decides: [StreamException] becomes RST_STREAM here, [Http2Exception] becomes GOAWAY in
/// [ReadLoop].
final class FrameHandler {
  private final Http2Session session;
  private final StreamFrameHandler streamFrames;
  private final StreamAcceptor acceptor;
  private final HeaderAssembler headers;
  private final FloodGuard flood = new FloodGuard(System::nanoTime);
  private final ConnectionWindow window = new ConnectionWindow();

  FrameHandler(Http2Session session) {
    this.session = session;
    streamFrames = new StreamFrameHandler(session);
    acceptor = new StreamAcceptor(session, streamFrames, flood);
    headers = new HeaderAssembler(session.limits().maxHeaderListSize());
  }

  /// Handles one frame. Needs the lock of the connection.
  ///
  /// @throws Http2Exception if the frame is a connection error
  void handle(Frame frame) throws Http2Exception {
    session.monitor().assertHeld();
    session.pings().recordFrame();
    headers.checkSequence(frame);
    try {
      dispatch(frame);
    } catch (StreamException e) {
      reset(e);
    }
  }

  private void reset(StreamException error) throws Http2Exception {
    Optional<StreamEntry> stream = session.streams().find(error.stream());
    if (stream.isPresent()) {
      if (session.role() == Role.SERVER && isFault(error.code())) {
        // A client can make us reset any number of streams, and each has begun a request
        // (CVE-2025-8671).
        flood.count();
      }
      session.reset(stream.get(), error);
    } else {
      flood.count();
      session.sender().reply(new Frame.RstStream(error.stream(), error.code().code()));
    }
  }

  /// Whether a stream ends by a fault of the peer, and not for want of memory here.
  private static boolean isFault(ErrorCode code) {
    return code != ErrorCode.REFUSED_STREAM && code != ErrorCode.ENHANCE_YOUR_CALM;
  }

  private void dispatch(Frame frame) throws Http2Exception, StreamException {
    if (frame instanceof Frame.Data data) {
      handleData(data);
    } else if (frame instanceof Frame.WindowUpdate(int id, int increment)) {
      handleWindowUpdate(id, increment);
    } else if (frame instanceof Frame.Headers first) {
      handleSection(headers.add(first));
    } else if (frame instanceof Frame.Continuation next) {
      handleSection(headers.add(next));
    } else if (frame instanceof Frame.RstStream(int id, int code)) {
      handleReset(id, code);
    } else if (frame instanceof Frame.GoAway(int last, int code, _)) {
      handleGoAway(last, code);
    } else if (frame instanceof Frame.PingAck(long opaque)) {
      session.acknowledgePing(opaque);
    } else {
      handleCounted(frame);
    }
  }

  /// Handles a frame that costs its sender nothing, so that a flood of them is an attack.
  private void handleCounted(Frame frame) throws Http2Exception {
    flood.count();
    if (frame instanceof Frame.Settings(var changes)) {
      handleSettings(changes);
    } else if (frame instanceof Frame.Ping(long opaque)) {
      session.sender().reply(new Frame.PingAck(opaque));
    }
  }

  private Optional<StreamEntry> findReceiver(int id) throws Http2Exception {
    return session.streams().findReceiver(id);
  }

  /// The stream to which DATA or a field section belongs; none if that may be ignored.
  private Optional<StreamEntry> findPayloadReceiver(int id) throws Http2Exception, StreamException {
    Optional<StreamEntry> stream = findReceiver(id);
    if (stream.isEmpty()) {
      session.streams().closed().checkLateFrame(id);
    }
    return stream;
  }

  /// A reset of a stream of ours is no flood: it cost us one request to open the stream.
  private void handleReset(int id, int code) throws Http2Exception {
    Optional<StreamEntry> stream = findReceiver(id);
    if (stream.isEmpty() || session.role() == Role.SERVER) {
      flood.count();
    }
    stream.ifPresent(active -> streamFrames.handleReset(active, code));
  }

  private void handleData(Frame.Data data) throws Http2Exception, StreamException {
    countReceived(data.bytes().remaining() + data.padding());
    if (!data.bytes().hasRemaining() && data.endStream() == EndStream.NO) {
      flood.count();
    }
    Optional<StreamEntry> stream = findPayloadReceiver(data.stream());
    if (stream.isPresent()) {
      streamFrames.handleData(stream.get(), data);
    }
  }

  /// Counts bytes for the window of the connection, also those of streams that are closed (RFC 9113
  /// §6.9).
  private void countReceived(int size) throws Http2Exception {
    if (!window.receive(size)) {
      throw new Http2Exception(
          ErrorCode.FLOW_CONTROL_ERROR, "more DATA than the window of the connection allows");
    }
    int increment = window.replenish();
    if (increment > 0) {
      session.sender().reply(new Frame.WindowUpdate(0, increment));
    }
  }

  private void handleSection(Optional<HeaderAssembler.FieldSection> complete)
      throws Http2Exception, StreamException {
    if (complete.isEmpty()) {
      return;
    }
    HeaderAssembler.FieldSection section = complete.get();
    if (session.streams().isNewByPeer(section.stream())) {
      acceptor.open(section);
      return;
    }
    Optional<StreamEntry> stream = findPayloadReceiver(section.stream());
    if (stream.isEmpty()) {
      flood.count();
      return;
    }
    Optional<HeaderList> list = section.list();
    if (list.isEmpty()) {
      throw new StreamException(
          section.stream(), ErrorCode.ENHANCE_YOUR_CALM, "a header section that is too long");
    }
    streamFrames.handleHeaders(stream.get(), list.get(), section.endStream());
  }

  private void handleSettings(List<Setting> changes) throws Http2Exception {
    PeerSettings before = session.peerSettings();
    PeerSettings settings = before.with(changes, session.role());
    session.applySettings(settings);
    long delta = (long) settings.initialWindowSize() - before.initialWindowSize();
    for (StreamEntry stream : session.streams().active()) {
      if (!stream.output().growWindow(delta)) {
        throw SendWindow.tooLarge();
      }
    }
    session.sender().reply(new Frame.SettingsAck());
  }

  private void handleGoAway(int last, int code) {
    session.lifecycle().goAway();
    session
        .streams()
        .failAbove(
            last, new RequestNotProcessedException("the peer goes away: " + ErrorCode.text(code)));
  }

  private void handleWindowUpdate(int id, int increment) throws Http2Exception, StreamException {
    if (id == 0) {
      if (!session.sender().growWindow(increment)) {
        throw SendWindow.tooLarge();
      }
      return;
    }
    Optional<StreamEntry> stream = findReceiver(id);
    if (stream.isPresent()) {
      streamFrames.handleWindowUpdate(stream.get(), increment);
    }
  }
}
