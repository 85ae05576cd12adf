package io.heddle.config.file;

import io.heddle.config.PacConfig.ScriptLocation;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/// Format of the place of a script: an `http` or `https` URL, or a path.
record ScriptLocationFormat(ValueFormat<Path> path) implements ValueFormat<ScriptLocation> {
  @Override
  public ScriptLocation parse(YamlNode.Scalar scalar) {
    String text = scalar.text();
    if (text.isBlank()) {
      throw new IllegalArgumentException("must be a URL or the path of a file");
    }
    return text.contains("://")
        ? new ScriptLocation.RemoteScript(url(text))
        : new ScriptLocation.LocalScript(path.parse(scalar));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!isHttp) {
        throw new IllegalArgumentException(
            "a script is at an http or https URL, or in a file, which is named by its path");
      }
      if (Optional.ofNullable(url.getHost()).isEmpty() || url.getPort() == 0) {
        throw new IllegalArgumentException("has no valid host and port");
      }
      if (Optional.ofNullable(url.getRawUserInfo()).isPresent()) {
        throw new IllegalArgumentException("a script is fetched without a login");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a valid URL", e);
    }
  }

  @Override
  public String print(ScriptLocation script) {
    return YamlQuoting.quote(script.toString());
  }

  @Override
  public JsonSchemaType schemaType() {
    return JsonSchemaType.SCALAR;
  }
}
