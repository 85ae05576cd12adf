package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Http2Exception;
import java.util.Optional;

/// Acceptor of the streams that the peer opens. It accepts a stream, or refuses it by RST_STREAM:
///
///     its header list is far too large            ENHANCE_YOUR_CALM
///     too many streams are active (§5.1.2)        REFUSED_STREAM
///     the connection is going away (§6.8)         REFUSED_STREAM
///     there is no memory left (StreamMemory)      REFUSED_STREAM
///
/// The last two are not the fault of the peer, which cannot know. So only the others count as a flood.
final class StreamAcceptor {
  private final Http2Session session;
  private final StreamFrameHandler streamFrames;
  private final FloodGuard flood;

  StreamAcceptor(Http2Session session, StreamFrameHandler streamFrames, FloodGuard flood) {
    this.session = session;
    this.streamFrames = streamFrames;
    this.flood = flood;
  }

  /// @param section with an identifier that is new
  void open(HeaderAssembler.FieldSection section) throws Http2Exception, StreamException {
    int id = section.stream();
    if (session.role() == Role.CLIENT) {
      throw new Http2Exception(ErrorCode.PROTOCOL_ERROR, "a stream opened by the server");
    }
    session.streams().markUsedByPeer(id);
    Optional<HeaderList> list = section.list();
    if (list.isEmpty()) {
      flood.count();
      refuse(id, ErrorCode.ENHANCE_YOUR_CALM);
    } else if (!session.lifecycle().phase().allowsOpening()) {
      refuse(id, ErrorCode.REFUSED_STREAM);
    } else if (isFull()) {
      flood.count();
      refuse(id, ErrorCode.REFUSED_STREAM);
    } else if (!session.accepted().reserve()) {
      refuse(id, ErrorCode.REFUSED_STREAM);
    } else {
      accept(id, list.get(), section);
    }
  }

  /// Whether the peer has as many active streams as our settings allow.
  private boolean isFull() {
    return session.streams().countActive() >= session.limits().maxConcurrentStreams();
  }

  private void refuse(int id, ErrorCode code) throws Http2Exception {
    session.sender().reply(new Frame.RstStream(id, code.code()));
  }

  private void accept(int id, HeaderList head, HeaderAssembler.FieldSection section)
      throws StreamException {
    StreamEntry stream = new StreamEntry(session);
    stream.open(id);
    session.streams().add(stream);
    session.accept(stream);
    streamFrames.handleRequest(stream, head, section.endStream());
  }
}
