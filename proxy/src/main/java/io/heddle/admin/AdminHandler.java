package io.heddle.admin;

/// Handler of requests to the admin server.
@FunctionalInterface
public interface AdminHandler {
  /// Answers a request.
  AdminResponse handle(AdminRequest request);
}
