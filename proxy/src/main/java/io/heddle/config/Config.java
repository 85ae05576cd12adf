package io.heddle.config;

import io.heddle.policy.PolicyDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Configuration of the program.
///
/// @param inbounds listeners for clients, at least one
/// @param outbounds outbounds in addition to `direct` and `block`
/// @param lists lists of hosts that rules refer to
/// @param policies what clients of listeners may reach
/// @param rules routing rules; the first matching rule decides
/// @param defaultOutbound outbound of requests that match no rule: the key `default`
/// @param origin the file that it was read from
public record Config(
    List<InboundConfig> inbounds,
    List<OutboundConfig> outbounds,
    List<ListConfig> lists,
    List<PolicyDefinition> policies,
    List<RuleConfig> rules,
    String defaultOutbound,
    DnsConfig dns,
    TimeoutsConfig timeouts,
    LimitsConfig limits,
    LogConfig log,
    AdminConfig admin,
    ConfigOrigin origin) {
  /// Name of the outbound that connects to targets directly.
  public static final String DIRECT = "direct";

  /// Name of the outbound that refuses all requests.
  public static final String BLOCK = "block";

  /// Configuration without a configuration file: SOCKS and HTTP on 127.0.0.1:1080.
  public static final Config DEFAULT =
      new Config(
          List.of(InboundConfig.DEFAULT),
          List.of(),
          List.of(),
          List.of(),
          DIRECT,
          DnsConfig.DEFAULT,
          TimeoutsConfig.DEFAULT,
          LimitsConfig.DEFAULT,
          LogConfig.DEFAULT,
          AdminConfig.DEFAULT);

  /// Configuration without a file and policies.
  public Config(
      List<InboundConfig> inbounds,
      List<OutboundConfig> outbounds,
      List<ListConfig> lists,
      List<RuleConfig> rules,
      String defaultOutbound,
      DnsConfig dns,
      TimeoutsConfig timeouts,
      LimitsConfig limits,
      LogConfig log,
      AdminConfig admin) {
    this(
        inbounds,
        outbounds,
        lists,
        List.of(),
        rules,
        defaultOutbound,
        dns,
        timeouts,
        limits,
        log,
        admin,
        ConfigOrigin.NONE);
  }

  public Config {
    inbounds = List.copyOf(inbounds);
    outbounds = List.copyOf(outbounds);
    lists = List.copyOf(lists);
    policies = List.copyOf(policies);
    rules = List.copyOf(rules);
    BadValues bad = new BadValues();
    ListenValidation.check(inbounds, admin.listen(), bad);
    Set<String> outboundNames = OutboundValidation.validNames(outbounds, bad);
    for (ListConfig list : lists) {
      String path = "lists." + list.name();
      bad.check(path, () -> OutboundValidation.checkName(path, list.name()));
    }
    for (PolicyDefinition policy : policies) {
      String path = "policies." + policy.name();
      bad.check(path, () -> OutboundValidation.checkName(path, policy.name()));
    }
    ReferenceValidation.checkPolicies(inbounds, policies, bad);
    ReferenceValidation.check(inbounds, outboundNames, lists, rules, defaultOutbound, bad);
    bad.throwIfAny();
  }

  /// Copy with other inbounds.
  public Config withInbounds(List<InboundConfig> others) {
    return with(others, rules, log, origin.withoutListeners());
  }

  /// Copy with other rules.
  public Config withRules(List<RuleConfig> others) {
    return with(inbounds, others, log, origin);
  }

  /// Copy with another log configuration.
  public Config withLog(LogConfig other) {
    return with(inbounds, rules, other, origin);
  }

  /// Copy with other policies.
  public Config withPolicies(List<PolicyDefinition> others) {
    return new Config(
        inbounds,
        outbounds,
        lists,
        others,
        rules,
        defaultOutbound,
        dns,
        timeouts,
        limits,
        log,
        admin,
        origin);
  }

  /// Copy with one more outbound, which gets all requests that no rule sends elsewhere.
  public Config through(OutboundConfig outbound) {
    List<OutboundConfig> all = new ArrayList<>(outbounds);
    all.add(outbound);
    return new Config(
        inbounds,
        all,
        lists,
        policies,
        rules,
        outbound.name(),
        dns,
        timeouts,
        limits,
        log,
        admin,
        origin);
  }

  /// Copy with another admin server.
  public Config withAdmin(AdminConfig other) {
    return new Config(
        inbounds,
        outbounds,
        lists,
        policies,
        rules,
        defaultOutbound,
        dns,
        timeouts,
        limits,
        log,
        other,
        origin);
  }

  /// Copy with another origin.
  public Config withOrigin(ConfigOrigin other) {
    return with(inbounds, rules, log, other);
  }

  private Config with(
      List<InboundConfig> listeners,
      List<RuleConfig> routing,
      LogConfig logging,
      ConfigOrigin source) {
    return new Config(
        listeners,
        outbounds,
        lists,
        policies,
        routing,
        defaultOutbound,
        dns,
        timeouts,
        limits,
        logging,
        admin,
        source);
  }
}
