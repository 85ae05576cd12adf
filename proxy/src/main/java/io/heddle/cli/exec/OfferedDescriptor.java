package io.heddle.cli.exec;

import io.heddle.http1.HttpFields;
import io.heddle.net.namespace.NetworkNamespace;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Description of a listening socket that a process offers at a UNIX socket. It goes to the proxy on the
/// control connection, so the proxy can tell the offer from that of another program which has replaced
/// the file of the UNIX socket. The id of the process there proves nothing: it may be used again.
///
/// @param path of the UNIX socket
/// @param secret random text, which comes with the descriptor, too
/// @param namespace number of the network namespace of the listening socket; empty if the system does
///     not tell
record OfferedDescriptor(String path, String secret, String namespace) {
  private static final String PATH = "Descriptor";
  private static final String SECRET = "Descriptor-Secret";
  private static final String NAMESPACE = "Descriptor-Namespace";

  /// Reads it from the fields of a request; empty if nothing is offered.
  static Optional<OfferedDescriptor> of(HttpFields fields) {
    return fields
        .firstValue(PATH)
        .map(path ->
            new OfferedDescriptor(
                URLDecoder.decode(path, StandardCharsets.UTF_8),
                fields.firstValue(SECRET).orElse(""),
                fields.firstValue(NAMESPACE).orElse("")));
  }

  /// Adds it to the fields of a request.
  HttpFields addedTo(HttpFields fields) {
    return fields
        .with(PATH, URLEncoder.encode(path, StandardCharsets.UTF_8))
        .with(SECRET, secret)
        .with(NAMESPACE, namespace);
  }

  /// Whether the text that came with a descriptor is the secret. The time does not depend on where they
  /// differ.
  boolean hasSecret(String text) {
    return !secret.isEmpty()
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }

  /// Whether a socket is in the network namespace.
  boolean hasNamespaceOf(int descriptor) {
    return namespace.equals(namespaceOf(descriptor));
  }

  /// The number of the network namespace of a socket; empty if the system does not tell.
  static String namespaceOf(int descriptor) {
    Optional<NetworkNamespace> found = NetworkNamespace.of(descriptor);
    return found.isPresent() ? Long.toString(found.get().cookie()) : "";
  }

  /// The secret is not printed.
  @Override
  public String toString() {
    return path;
  }
}
