package io.heddle.admin;

/// Something that visitors can ask for.
@FunctionalInterface
public interface AdminHandler {
  /// The answer to a request.
  AdminResponse answer(AdminRequest request);
}
