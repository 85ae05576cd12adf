package io.heddle.cli.explain;

import io.heddle.address.Host;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.RefusalCodes;
import io.heddle.route.RuleEvaluation;
import io.heddle.server.DryRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Explanation as text:
///
///     example.com:443 as a tunnel, from 127.0.0.1:1080, by the running proxy (pid 42, heddle.yaml)
///       policy agent  yes: allow has example.com
///       rules[0] → block   no: domains [ads.example]
///       rules[1] → corp    yes: ports [443]
///       outbound: corp, by rules[1]
///       ok      resolve  proxy.example            3.1 ms  addresses 192.0.2.1
///       ok      connect  192.0.2.1:8443          12.0 ms  from 198.51.100.7:50312
///       FAILED  tls      upstream corp (…) as …   8.4 ms  …: its certificate has expired  ◀ here
///     refused after 23.6 ms: UPSTREAM_NOT_SECURE: upstream corp (…): its certificate has expired
final class ExplanationText {
  /// The most rules shown in full. Of more rules, those that failed by their first condition are only
  /// counted.
  private static final int ALL_SHOWN = 20;

  /// The mark of the step that caused the refusal.
  private static final String HERE = "  ◀ here";

  private final List<String> lines = new ArrayList<>();

  private ExplanationText() {}

  static String print(Explanation explanation, EffectiveConfig origin) {
    ExplanationText text = new ExplanationText();
    text.lines.add(heading(explanation.request(), origin));
    text.policy(explanation);
    if (!explanation.isDenied()) {
      text.rules(explanation);
    }
    text.steps(explanation);
    text.outcome(explanation);
    return String.join("\n", text.lines) + "\n";
  }

  /// The first line: the request, and by which configuration it is explained.
  static String heading(ProxyRequest request, EffectiveConfig origin) {
    Client client = request.client();
    String form = request instanceof ProxyRequest.Forward ? "a forwarded request" : "a tunnel";
    String user = client.user().map(name -> ", for " + name).orElse("");
    return request.target()
        + " as "
        + form
        + ", from "
        + client.inbound()
        + user
        + ", by "
        + origin;
  }

  private void policy(Explanation explanation) {
    if (explanation.policy().isPresent()) {
      PolicyFinding policy = explanation.policy().get();
      String end = explanation.isDenied() ? HERE : "";
      lines.add("  policy " + policy.name() + "  " + policy.text() + end);
    }
    if (explanation.isGuardBlind()) {
      lines.add(
          "  policy: whether the name leads to a private or denied address is not seen: the outbound's proxy looks it up");
    }
  }

  private void rules(Explanation explanation) {
    List<RuleEvaluation> shown = new ArrayList<>(explanation.verdicts());
    if (shown.size() > ALL_SHOWN) {
      shown.removeIf(verdict -> !verdict.results().isEmpty() && !firstConditionHolds(verdict));
      int hidden = explanation.verdicts().size() - shown.size();
      lines.add("  " + hidden + " rules: no, by their first condition");
    }
    int width = shown.stream().mapToInt(verdict -> name(verdict).length()).max().orElse(0);
    Host host = explanation.request().target().host();
    for (RuleEvaluation verdict : shown) {
      lines.add("  " + padded(name(verdict), width) + "  " + findings(verdict, host));
    }
    var route = explanation.outcome().route();
    String end = explanation.isBlocked() ? HERE : "";
    String fault = route.fault().map(injected -> ", with fault " + injected).orElse("");
    lines.add("  outbound: " + route.outbound() + ", by " + route.rule() + fault + end);
  }

  private static boolean firstConditionHolds(RuleEvaluation verdict) {
    return verdict.results().getFirst().matches();
  }

  private static String name(RuleEvaluation verdict) {
    return verdict.route().rule() + " to " + verdict.route().outbound();
  }

  private static String findings(RuleEvaluation verdict, Host host) {
    return verdict.results().isEmpty()
        ? "yes: it has no conditions"
        : verdict.results().stream()
            .map(finding ->
                (finding.matches() ? "yes: " : "no: ")
                    + MatcherText.of(finding.matcher(), host)
                    + finding.evidence().map(found -> ": " + found).orElse(""))
            .collect(Collectors.joining("  "));
  }

  private void steps(Explanation explanation) {
    int width =
        explanation.steps().stream()
            .mapToInt(step -> StepText.subject(step.step()).length())
            .max()
            .orElse(0);
    for (StepRecorder.RecordedStep recorded : explanation.steps()) {
      boolean here = explanation.decisiveFailure().filter(recorded::equals).isPresent();
      lines.add(
          "  "
              + padded(word(recorded.result()), 8)
              + padded(StepText.kind(recorded.step()), 9)
              + padded(StepText.subject(recorded.step()), width)
              + "  %9s  ".formatted(millis(recorded.time()))
              + details(recorded.result())
              + (here ? HERE : ""));
    }
  }

  private static String word(StepRecorder.StepResult result) {
    return switch (result) {
      case StepRecorder.StepResult.Succeeded _ -> "ok";
      case StepRecorder.StepResult.Failed _ -> "FAILED";
      case StepRecorder.StepResult.Abandoned _ -> "-";
    };
  }

  private static String details(StepRecorder.StepResult result) {
    return switch (result) {
      case StepRecorder.StepResult.Succeeded(var facts) ->
          facts.entrySet().stream()
              .map(fact -> fact.getKey() + " " + fact.getValue())
              .collect(Collectors.joining("; "));
      case StepRecorder.StepResult.Failed(var why) -> why;
      case StepRecorder.StepResult.Abandoned _ -> "another address was faster";
    };
  }

  private void outcome(Explanation explanation) {
    String time = millis(explanation.time());
    lines.add(
        explanation
            .outcome()
            .refusal()
            .map(refusal ->
                "refused after %s: %s\nclients are told: HTTP %d, SOCKS 5 reply %d, SOCKS 4 reply %d"
                    .formatted(
                        time,
                        refusal,
                        RefusalCodes.http(refusal.reason()),
                        RefusalCodes.socks5(refusal.reason()),
                        RefusalCodes.SOCKS4))
            .orElseGet(() ->
                (explanation.outcome().isOpen() ? "open after " : "not reached after ")
                    + time
                    + ", via "
                    + via(explanation.outcome())));
  }

  private static String via(DryRun outcome) {
    String answer =
        outcome
            .answer()
            .map(head -> ", which answers " + (head.status() + " " + head.reason()).strip())
            .orElse("");
    String refusal =
        outcome
            .refusalByProxy()
            .map(status ->
                ": refused there: " + status.error() + status.details().map(" "::concat).orElse(""))
            .orElse("");
    return PrintableText.of(outcome.via().orElseThrow() + answer + refusal, Integer.MAX_VALUE);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
