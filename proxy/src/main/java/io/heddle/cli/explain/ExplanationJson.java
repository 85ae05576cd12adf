package io.heddle.cli.explain;

import io.heddle.address.Host;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.config.file.JsonText;
import io.heddle.request.Refusal;
import io.heddle.request.RefusalCodes;
import io.heddle.route.RuleEvaluation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Explanation as JSON.
///
///     {"by": "running", "pid": "42", "config": "heddle.yaml", "target": "example.com:443", "rules": [{"rule", "outbound", "holds", "conditions": [{"condition",
///     "holds", "by"}]}], "rule": "default", "outbound": "direct", "steps": [{"kind", "about",
///     "milliseconds", "outcome": "succeeded", …}], "milliseconds": 23.6, "open": true, "via": "direct"}
///
/// With a policy, there are `policy`, its name, `policy-allows`, `policy-finding`, and `policy-sees-addresses`:
/// false if another proxy looks the name up.
///
/// A step that failed has `why`, and `first: true` if it caused the refusal. If `open` is false,
/// `refusal` has `reason`, `details`, and the codes `http` and `socks5`.
final class ExplanationJson {
  private ExplanationJson() {}

  static String print(Explanation explanation, EffectiveConfig origin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("by", origin.kind().toString());
    origin.pid().ifPresent(pid -> json.put("pid", pid));
    origin.file().ifPresent(file -> json.put("config", file));
    json.put("target", explanation.request().target().toString());
    json.put("inbound", explanation.request().client().inbound());
    explanation.request().client().user().ifPresent(user -> json.put("user", user));
    Host host = explanation.request().target().host();
    explanation
        .policy()
        .ifPresent(policy -> {
          json.put("policy", policy.name());
          json.put("policy-allows", policy.isAllowed());
          json.put("policy-finding", policy.text());
          json.put("policy-sees-addresses", !explanation.isGuardBlind());
        });
    json.put("rules", explanation.verdicts().stream().map(verdict -> rule(verdict, host)).toList());
    json.put("rule", explanation.outcome().route().rule());
    json.put("outbound", explanation.outcome().route().outbound());
    explanation.outcome().route().fault().ifPresent(fault -> json.put("fault", fault.toString()));
    json.put("steps", explanation.steps().stream().map(step -> step(step, explanation)).toList());
    json.put("milliseconds", millis(explanation.time()));
    json.put("open", explanation.outcome().isOpen());
    explanation.outcome().via().ifPresent(via -> json.put("via", via));
    explanation.outcome().answer().ifPresent(head -> json.put("answer", head.status()));
    explanation
        .outcome()
        .refusalByProxy()
        .ifPresent(status -> json.put("refused-by-proxy", status.error()));
    explanation.outcome().refusal().ifPresent(refusal -> json.put("refusal", refusal(refusal)));
    return JsonText.of(json) + "\n";
  }

  static Map<String, Object> refusal(Refusal refusal) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("reason", refusal.reason());
    json.put("details", refusal.details());
    json.put("http", RefusalCodes.http(refusal.reason()));
    json.put("socks5", RefusalCodes.socks5(refusal.reason()));
    return json;
  }

  private static Map<String, Object> rule(RuleEvaluation verdict, Host host) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", verdict.route().rule());
    json.put("outbound", verdict.route().outbound());
    json.put("holds", verdict.matches());
    List<?> conditions =
        verdict.results().stream()
            .map(finding -> {
              Map<String, Object> condition = new LinkedHashMap<>();
              condition.put("condition", MatcherText.of(finding.matcher(), host));
              condition.put("holds", finding.matches());
              finding.evidence().ifPresent(found -> condition.put("by", found));
              return condition;
            })
            .toList();
    json.put("conditions", conditions);
    return json;
  }

  private static Map<String, Object> step(
      StepRecorder.RecordedStep recorded, Explanation explanation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", StepText.kind(recorded.step()));
    json.put("about", StepText.subject(recorded.step()));
    json.put("milliseconds", millis(recorded.time()));
    switch (recorded.result()) {
      case StepRecorder.StepResult.Succeeded(var facts) -> {
        json.put("outcome", "succeeded");
        json.putAll(facts);
      }
      case StepRecorder.StepResult.Failed(var why) -> {
        json.put("outcome", "failed");
        json.put("why", why);
        json.put("first", explanation.decisiveFailure().filter(recorded::equals).isPresent());
      }
      case StepRecorder.StepResult.Abandoned _ -> json.put("outcome", "given up");
    }
    return json;
  }

  private static double millis(Duration time) {
    return Math.round(time.toNanos() / 1e3) / 1e3;
  }
}
