package io.heddle.cli.explain;

import io.heddle.cli.command.EffectiveConfig;
import io.heddle.config.file.JsonText;
import io.heddle.inbound.SelfDescription;
import io.heddle.policy.PolicyEnforcer;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Explanation of a request for `heddle.test`, which the proxy answers itself: no rule decides, and
/// nothing is dialled.
///
/// @param refusal of a tunnel to another port than that of plain HTTP
record SelfExplanation(StreamRequest request, Optional<Refusal> refusal) {
  private static final String VIA = "the proxy itself";

  /// The explanation; empty if the request is for another host, or denied by its policy.
  static Optional<SelfExplanation> of(StreamRequest request, Optional<PolicyEnforcer> policy) {
    boolean denied = policy.flatMap(one -> one.refusal(request.target())).isPresent();
    return SelfDescription.isAbout(request.target()) && !denied
        ? Optional.of(new SelfExplanation(request, refusalOf(request)))
        : Optional.empty();
  }

  private static Optional<Refusal> refusalOf(StreamRequest request) {
    if (request instanceof Forward) {
      return Optional.empty();
    }
    try {
      SelfDescription.checkTunnel(request.target());
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.refusal());
    }
  }

  /// Whether a client gets an answer.
  boolean isOpen() {
    return refusal.isEmpty();
  }

  String text(EffectiveConfig origin) {
    String outcome =
        refusal
            .map(why -> "refused: " + why)
            .orElse("open: the proxy answers itself, with who the client is to it");
    return ExplanationText.heading(request, origin)
        + "\n  no rule is asked, and nothing is dialled\n"
        + outcome
        + "\n";
  }

  String json(EffectiveConfig origin) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("by", origin.kind().toString());
    origin.pid().ifPresent(pid -> json.put("pid", pid));
    origin.file().ifPresent(file -> json.put("config", file));
    json.put("target", request.target().toString());
    json.put("inbound", request.client().inbound());
    json.put("open", isOpen());
    if (isOpen()) {
      json.put("via", VIA);
    }
    refusal.ifPresent(why -> json.put("refusal", ExplanationJson.refusal(why)));
    return JsonText.of(json) + "\n";
  }
}
