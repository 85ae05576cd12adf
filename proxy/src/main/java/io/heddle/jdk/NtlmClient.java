package io.heddle.jdk;

import com.sun.security.ntlm.Client;
import com.sun.security.ntlm.NTLMException;

/// Client side of NTLM, version 2 (MS-NLMP §3.1.5), by the JDK.
///
///     type 1, NEGOTIATE ──▶  ◀── type 2, CHALLENGE      type 3, AUTHENTICATE ──▶
public final class NtlmClient {
  /// The client's challenge has 8 bytes (MS-NLMP §2.2.2.7).
  public static final int CHALLENGE_LENGTH = 8;

  private final Client client;

  /// @param domain empty if the user name says it, or the server does
  /// @throws IllegalArgumentException if the JDK does not take them
  public NtlmClient(String domain, String user, String password) {
    try {
      client = new Client("NTLMv2", "", user, domain, password.toCharArray());
    } catch (NTLMException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// The first message.
  public byte[] negotiate() {
    return client.type1();
  }

  /// The answer to the server's message.
  ///
  /// @param challenge the message of the server
  /// @param clientChallenge 8 random bytes
  /// @throws IllegalArgumentException if the message is not well-formed
  public byte[] authenticate(byte[] challenge, byte[] clientChallenge) {
    try {
      return client.type3(challenge, clientChallenge);
    } catch (NTLMException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("a malformed message of NTLM", e);
    } finally {
      client.dispose();
    }
  }
}
