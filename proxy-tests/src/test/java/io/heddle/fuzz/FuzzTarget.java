package io.heddle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.config.file.ConfigFuzz;
import io.heddle.dns.DnsMessage;
import io.heddle.hostlist.HostListParser;
import io.heddle.hostlist.HostSet;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http2.SessionFuzz;
import io.heddle.http2.frame.EndHeaders;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderDecoder;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.pac.PacFuzz;
import io.heddle.proxyprotocol.ProxyHeaderV1;
import io.heddle.proxyprotocol.ProxyHeaderV2;
import io.heddle.sni.ClientHelloFuzz;
import io.heddle.sockdiag.SockDiagReply;
import io.heddle.sockdiag.SockDiagRequest;
import io.heddle.socks4.Socks4Reply;
import io.heddle.socks4.Socks4Request;
import io.heddle.socks5.CredentialsReply;
import io.heddle.socks5.CredentialsRequest;
import io.heddle.socks5.MethodReply;
import io.heddle.socks5.MethodRequest;
import io.heddle.socks5.Socks5Reply;
import io.heddle.socks5.Socks5Request;
import io.heddle.socks5.UdpHeader;
import io.heddle.support.Codec;
import io.heddle.support.ReadResult;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/// Parts of the program that read what a peer, or the author of a file, has written.
enum FuzzTarget {
  SOCKS4 {
    @Override
    void accept(byte[] input) {
      roundTrip(new Codec<>(Socks4Request::read, Socks4Request::write), input);
      roundTrip(new Codec<>(Socks4Reply::read, Socks4Reply::write), input);
    }
  },

  SOCKS5 {
    @Override
    void accept(byte[] input) {
      roundTrip(new Codec<>(MethodRequest::read, MethodRequest::write), input);
      roundTrip(new Codec<>(MethodReply::read, MethodReply::write), input);
      roundTrip(new Codec<>(CredentialsRequest::read, CredentialsRequest::write), input);
      roundTrip(new Codec<>(CredentialsReply::read, CredentialsReply::write), input);
      roundTrip(new Codec<>(Socks5Request::read, Socks5Request::write), input);
      roundTrip(new Codec<>(Socks5Reply::read, Socks5Reply::write), input);
    }
  },

  UDP_HEADER {
    @Override
    void accept(byte[] input) {
      try {
        UdpHeader header = UdpHeader.read(ByteBuffer.wrap(input));
        assertEquals(header, UdpHeader.read(ByteBuffer.wrap(header.toByteArray())));
      } catch (MalformedException e) {
        expected(e);
      }
    }
  },

  HTTP1_HEAD {
    @Override
    void accept(byte[] input) {
      // What is written may be longer: it has a blank before each value.
      roundTrip(
          new Codec<>(in -> RequestHead.read(in, HEAD), RequestHead::write),
          new Codec<>(in -> RequestHead.read(in, 2 * HEAD), RequestHead::write),
          input);
      roundTrip(
          new Codec<>(in -> ResponseHead.read(in, HEAD), ResponseHead::write),
          new Codec<>(in -> ResponseHead.read(in, 2 * HEAD), ResponseHead::write),
          input);
    }
  },

  PROXY_HEADER {
    @Override
    void accept(byte[] input) {
      roundTrip(new Codec<>(ProxyHeaderV1::read, ProxyHeaderV1::write), input);
      roundTrip(new Codec<>(ProxyHeaderV2::read, ProxyHeaderV2::write), input);
    }
  },

  DNS_MESSAGE {
    @Override
    void accept(byte[] input) {
      try {
        DnsMessage message = DnsMessage.read(input);
        ByteWriter out = new ByteWriter(64);
        message.write(out);
        assertEquals(message, DnsMessage.read(out.toByteArray()));
      } catch (MalformedException e) {
        expected(e);
      }
    }
  },

  HOST_LIST {
    @Override
    void accept(byte[] input) {
      HostSet.Builder hosts = new HostSet.Builder();
      HostListParser parser = new HostListParser(hosts);
      int start = 0;
      for (int end = 0; end <= input.length; end++) {
        if (end == input.length || input[end] == '\n') {
          byte[] line = Arrays.copyOfRange(input, start, end);
          parser.parse(line, line.length);
          start = end + 1;
        }
      }
      hosts.build();
    }
  },

  /// The first byte cuts the field block into fragments.
  HPACK {
    @Override
    void accept(byte[] input) {
      HeaderDecoder decoder = new HeaderDecoder(HEAD);
      ByteBuffer rest = ByteBuffer.wrap(input);
      int cut = rest.hasRemaining() ? rest.get() & 0xff : 0;
      try {
        for (int section = 0; section < 2; section++) {
          ByteBuffer first = rest.slice(rest.position(), Math.min(cut, rest.remaining()));
          decoder.decode(first, EndHeaders.NO);
          decoder.decode(
              rest.duplicate().position(rest.position() + first.limit()), EndHeaders.YES);
          decoder.endSection();
        }
      } catch (Http2Exception e) {
        expected(e);
      }
    }
  },

  HTTP2_FRAME {
    @Override
    void accept(byte[] input) {
      roundTrip(new Codec<>(in -> Frame.read(in, Frame.MAX_PAYLOAD), Frame::write), input);
    }
  },

  HTTP2_CONNECTION {
    @Override
    void accept(byte[] input) {
      SessionFuzz.receives(input);
    }
  },

  CONFIGURATION {
    @Override
    void accept(byte[] input) {
      ConfigFuzz.reads(input);
    }
  },

  PAC_SCRIPT {
    @Override
    void accept(byte[] input) {
      PacFuzz.evaluates(input);
    }
  },

  PAC_ANSWER {
    @Override
    void accept(byte[] input) {
      PacFuzz.parsesAnswer(input);
    }
  },

  CLIENT_HELLO {
    @Override
    void accept(byte[] input) {
      ClientHelloFuzz.parses(input);
    }
  },

  SOCK_DIAG {
    @Override
    void accept(byte[] input) {
      roundTrip(new Codec<>(SockDiagRequest::read, SockDiagRequest::write), input);
      roundTrip(new Codec<>(SockDiagReply::read, SockDiagReply::write), input);
    }
  };

  /// Largest head of a message, in bytes.
  private static final int HEAD = 4096;

  /// Reads the input.
  ///
  /// @throws AssertionError or another unchecked exception if that shows a fault
  abstract void accept(byte[] input);

  /// The name of its folder in the corpus.
  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <M> void roundTrip(Codec<M> codec, byte[] input) {
    roundTrip(codec, codec, input);
  }

  /// @param again reads what `codec` has written
  private static <M> void roundTrip(Codec<M> codec, Codec<M> again, byte[] input) {
    if (codec.read(input) instanceof ReadResult.Read<M>(M message, _)) {
      assertEquals(new ReadResult.Read<>(message, ""), again.read(codec.write(message)));
    }
  }

  /// Notes that bad input was refused as it should be.
  private static void expected(Exception refusal) {
    assertEquals(false, refusal.getMessage().isEmpty());
  }
}
