package io.heddle.outbound;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.http1.HttpFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Configured header fields for an HTTP proxy. In their values, `{source}` stands for the client's
/// address and `{target}` for the target; `{source.host}`, `{source.port}` and the same of the
/// target stand for one part of it.
///
/// @param templates values with placeholders, by field name
public record ExtraFields(SequencedMap<String, String> templates) {
  /// No fields.
  public static final ExtraFields NONE = new ExtraFields(new LinkedHashMap<>());

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(source|target)(?:\\.(host|port))?\\}");

  /// Whether a field tells the proxy the address of the client.
  boolean revealClient() {
    return templates.values().stream()
        .flatMap(template -> PLACEHOLDER.matcher(template).results())
        .anyMatch(placeholder -> placeholder.group(1).equals("source"));
  }

  /// The fields `fields`, followed by these.
  HttpFields appendedTo(HttpFields fields, Address source, Endpoint target) {
    HttpFields all = fields;
    for (Map.Entry<String, String> field : templates.entrySet()) {
      all = all.with(field.getKey(), expand(field.getValue(), source, target));
    }
    return all;
  }

  private static String expand(String template, Address source, Endpoint target) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                part(match.group(1).equals("source") ? source : target, match.group(2))));
  }

  private static String part(Address address, String part) {
    if (address instanceof Endpoint endpoint) {
      if ("host".equals(part)) {
        return endpoint.host().toString();
      }
      return "port".equals(part) ? Integer.toString(endpoint.port()) : endpoint.toString();
    }
    // A client of a Unix socket has no address that means anything to the proxy.
    return "unix";
  }
}
