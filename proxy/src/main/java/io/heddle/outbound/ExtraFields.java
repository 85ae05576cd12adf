package io.heddle.outbound;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.UnixPath;
import io.heddle.address.UnixUser;
import io.heddle.http1.HttpFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Header fields of a configuration, in which `{source}` and `{target}` stand for the client's end
/// and the target, and `.host` and `.port` after the word for one part of it.
///
/// @param templates field values by name
public record ExtraFields(SequencedMap<String, String> templates) {
  /// None.
  public static final ExtraFields NONE = new ExtraFields(new LinkedHashMap<>());

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(source|target)(?:\\.(host|port))?\\}");

  /// Whether a field says who the client is.
  boolean tellsSource() {
    return templates.values().stream()
        .flatMap(template -> PLACEHOLDER.matcher(template).results())
        .anyMatch(placeholder -> placeholder.group(1).equals("source"));
  }

  HttpFields appendedTo(HttpFields fields, Address source, Endpoint target) {
    HttpFields all = fields;
    for (Map.Entry<String, String> field : templates.entrySet()) {
      all = all.with(field.getKey(), filled(field.getValue(), source, target));
    }
    return all;
  }

  private static String filled(String template, Address source, Endpoint target) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                part(match.group(1).equals("source") ? source : target, match.group(2))));
  }

  private static String part(Address address, String part) {
    return switch (address) {
      case Endpoint endpoint when "host".equals(part) -> endpoint.host().toString();
      case Endpoint endpoint when "port".equals(part) -> Integer.toString(endpoint.port());
      case Endpoint endpoint -> endpoint.toString();
      // Who comes over a socket of this machine has no address to tell.
      case UnixPath _, UnixUser _ -> "unix";
    };
  }
}
