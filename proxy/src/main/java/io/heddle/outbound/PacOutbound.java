package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.outbound.OutboundGroup.MemberHealth;
import io.heddle.outbound.PacAnswers.AnswerKey;
import io.heddle.outbound.PacProxies.ProxyFactory;
import io.heddle.pac.PacAnswer;
import io.heddle.pac.PacArguments;
import io.heddle.pac.PacNetwork;
import io.heddle.pac.source.PacSource;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import io.heddle.trace.Tracing.Step;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Outbound that asks a script of proxy auto-config for the way to each target ([PacRoute]).
///
/// Nothing is read, and no class of the script's engine is loaded, before the first request.
public final class PacOutbound implements Outbound {
  private final String name;
  private final ScriptFallback unreachable;
  private final PacScripts scripts;
  private final PacAnswers answers;
  private final PacProxies proxies;

  /// Way of requests while the script cannot be had, or fails.
  public enum ScriptFallback {
    DIRECT,
    BLOCK
  }

  /// @param proxies makes the outbounds of the proxies that answers name
  /// @param clock as [System#nanoTime]
  public PacOutbound(
      String name,
      PacSource source,
      PacNetwork network,
      ScriptFallback unreachable,
      DirectOutbound direct,
      ProxyFactory proxies,
      LongSupplier clock) {
    this.name = name;
    this.unreachable = unreachable;
    answers = new PacAnswers(name, clock);
    scripts = new PacScripts(name, source, network, clock, answers::clear);
    this.proxies = new PacProxies(name, proxies, direct, clock);
  }

  @Override
  public String name() {
    return name;
  }

  /// Where the script is.
  public PacSource source() {
    return scripts.source();
  }

  @Override
  public ReuseScope reuseScope() {
    return ReuseScope.ANY_CLIENT;
  }

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    return route(key(request), arguments(request), deadline).connect(request, deadline);
  }

  private static AnswerKey key(StreamRequest request) {
    return new AnswerKey(request instanceof Forward, request.target());
  }

  private static PacArguments arguments(StreamRequest request) {
    return request instanceof Forward forward
        ? PacArguments.ofHttp(forward.target(), forward.uri().originForm(forward.head().method()))
        : PacArguments.ofTunnel(request.target());
  }

  private PacRoute route(AnswerKey key, PacArguments arguments, Deadline deadline)
      throws RefusedException, IOException {
    return new PacRoute(name, proxies.candidates(answer(key, arguments, deadline)));
  }

  /// The answer of the script, or what holds without one.
  private PacAnswer answer(AnswerKey key, PacArguments arguments, Deadline deadline)
      throws RefusedException, IOException {
    try {
      return Tracing.step(
          new Step.AskScript(name, arguments.url()),
          PacOutbound::facts,
          () -> answers.ask(key, arguments, scripts.current(deadline), deadline));
    } catch (UpstreamFailedException e) {
      if (unreachable == ScriptFallback.BLOCK) {
        throw e;
      }
      return PacAnswer.DIRECT;
    }
  }

  private static Map<String, String> facts(PacAnswer answer) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("answer", answer.toString());
    if (!answer.ignored().isEmpty()) {
      facts.put("ignored", String.join("; ", answer.ignored()));
    }
    return facts;
  }

  /// Whether the script, as far as its answer is known, still leads this way. A script that was read
  /// anew may lead another way than the connection in the pool.
  @Override
  public boolean mayReuse(StreamRequest request, String path) {
    try {
      Optional<PacAnswer> known = answers.known(key(request));
      return known.isPresent() && proxies.candidates(known.get()).getFirst().path().equals(path);
    } catch (RefusedException | IOException e) {
      return false;
    }
  }

  @Override
  public DatagramSupport datagrams() {
    return DatagramSupport.UNSUPPORTED;
  }

  @Override
  public String withoutDatagrams() {
    return "outbound " + name + " chooses by target, so datagrams of a group cannot pass it";
  }

  @Override
  public Outbound forDatagrams(Endpoint target, Deadline deadline)
      throws RefusedException, IOException {
    return route(new AnswerKey(false, target), PacArguments.ofTunnel(target), deadline);
  }

  @Override
  public Optional<Outbound> forDatagramsNow(Endpoint target) {
    return Optional.empty();
  }

  @Override
  public Host resolve(ResolveRequest request, TargetResolution resolution, Deadline deadline)
      throws RefusedException, IOException {
    Endpoint target = request.target();
    return route(new AnswerKey(false, target), PacArguments.ofTunnel(target), deadline)
        .resolve(request, resolution, deadline);
  }

  @Override
  public void noteFailure(String path, UpstreamFailedException failure) {
    proxies.noteFailure(path, failure);
  }

  /// Forgets which proxies are dead, the answers, and the script, which the next request reads again.
  @Override
  public void networkChanged() {
    scripts.forget();
    answers.clear();
    proxies.networkChanged();
  }

  /// The states of the script and of the proxies that it has named.
  @Override
  public List<MemberHealth> health() {
    List<MemberHealth> all = new ArrayList<>();
    all.add(scripts.health());
    all.addAll(proxies.health());
    return all;
  }

  @Override
  public void closeWhenIdle() {
    proxies.closeWhenIdle();
  }
}
