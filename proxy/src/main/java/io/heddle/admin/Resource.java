package io.heddle.admin;

/// Something that visitors can ask for.
@FunctionalInterface
public interface Resource {
  /// The answer to a request.
  Response answer(Request request);
}
