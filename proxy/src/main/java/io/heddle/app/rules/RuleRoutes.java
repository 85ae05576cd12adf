package io.heddle.app.rules;

import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.admin.AdminRouter;
import io.heddle.app.AppException;
import io.heddle.app.RunningServer;
import io.heddle.app.TemporaryRules.TemporaryRule;
import io.heddle.config.RuleConfig;
import io.heddle.config.file.ConfigException;
import io.heddle.config.file.DurationFormat;
import io.heddle.config.file.RuleText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Handler of requests about the rules in force:
///
/// - `GET /rules` lists them as JSON, `GET /rules.txt` as text.
/// - `POST /rules` adds a temporary rule, whose words are the body; with `?for=10m`, for this time.
/// - `DELETE /rules/N` removes temporary rule N.
///
/// @param folder that paths of UNIX sockets in a rule are relative to
public record RuleRoutes(RunningServer running, Path folder) implements AdminHandler {
  /// Path of the rules.
  public static final String PATH = "/rules";

  /// Path of the rules as text.
  public static final String TEXT_PATH = "/rules.txt";

  /// Parameter of a query with the time until the end of a rule.
  public static final String LIFETIME = "for";

  /// Adds these routes to others.
  ///
  /// @return the router
  public AdminRouter addTo(AdminRouter router) {
    return router
        .add("GET " + PATH, this)
        .add("GET " + TEXT_PATH, this)
        .add("POST " + PATH, this)
        .add("DELETE " + PATH + "/", this);
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    return switch (request.method()) {
      case "POST" -> add(request);
      case "DELETE" -> remove(request);
      default ->
          request.path().equals(PATH)
              ? AdminResponse.of(200, "application/json", RuleListing.json(RuleStatus.all(running)))
              : AdminResponse.text(200, RuleListing.text(RuleStatus.all(running)));
    };
  }

  private AdminResponse add(AdminRequest request) {
    try {
      Optional<Duration> lifetime = lifetime(request);
      RuleConfig rule =
          RuleText.parse(
              request.body(),
              folder,
              name -> Optional.ofNullable(System.getenv(name)),
              running.config());
      TemporaryRule added = running.temporaryRules().add(rule, lifetime);
      return AdminResponse.text(200, "added " + added.name());
    } catch (AppException | ConfigException e) {
      return AdminResponse.text(422, e.getMessage());
    }
  }

  private static Optional<Duration> lifetime(AdminRequest request) throws AppException {
    try {
      return request.parameter(LIFETIME).map(DurationFormat::parse);
    } catch (IllegalArgumentException e) {
      throw AppException.badInput("--for: " + e.getMessage());
    }
  }

  private AdminResponse remove(AdminRequest request) {
    String number = request.path().substring(request.path().lastIndexOf('/') + 1);
    try {
      return running.temporaryRules().remove(Integer.parseInt(number))
          ? AdminResponse.text(200, "removed temporary#" + number)
          : AdminResponse.text(404, "there is no temporary rule " + number);
    } catch (NumberFormatException e) {
      return AdminResponse.text(404, "\"" + number + "\" is not the number of a temporary rule");
    }
  }
}
