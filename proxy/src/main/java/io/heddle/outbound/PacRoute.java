package io.heddle.outbound;

import io.heddle.address.Host;
import io.heddle.outbound.PacProxies.PacCandidate;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Route that the script of a [PacOutbound] has chosen for one target: the ways of one answer, of which
/// the first that connects is used.
///
/// A proxy that refuses the target works, so its refusal is that of the route. So does one that wants
/// credentials: nothing goes around it, as in browsers. A target that cannot be reached directly may be
/// reached by the next way.
///
/// @param name of the outbound
/// @param candidates at least one, in the order in which they are to be tried
record PacRoute(String name, List<PacCandidate> candidates) implements Outbound {
  @Override
  public ReuseScope reuseScope() {
    return candidates.stream()
        .map(candidate -> candidate.way().reuseScope())
        .reduce(ReuseScope.ANY_CLIENT, ReuseScope::narrowedTo);
  }

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    return tryEach(
        candidates,
        deadline,
        (candidate, share) -> {
          UpstreamConnection opened = candidate.way().connect(request, share);
          return candidate.isDirect() ? opened.withinGroup(name) : opened;
        });
  }

  @FunctionalInterface
  private interface Attempt<T> {
    T run(PacCandidate candidate, Deadline deadline) throws RefusedException, IOException;
  }

  private <T> T tryEach(List<PacCandidate> ordered, Deadline deadline, Attempt<T> attempt)
      throws RefusedException, IOException {
    List<RefusedException> failures = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      PacCandidate candidate = ordered.get(i);
      try {
        T result = attempt.run(candidate, deadline.share(ordered.size() - i));
        candidate.recordSuccess();
        return result;
      } catch (UpstreamFailedException e) {
        candidate.recordFailure(e);
        if (e instanceof UpstreamAuthFailedException) {
          throw e;
        }
        failures.add(e);
      } catch (RefusedException e) {
        if (!mayTryOthers(candidate, e.refusal().reason())) {
          throw e;
        }
        failures.add(e);
      }
    }
    throw allFailed(failures);
  }

  private static boolean mayTryOthers(PacCandidate candidate, Reason reason) {
    return candidate.isDirect()
        && reason != Reason.LOOP_DETECTED
        && reason != Reason.NOT_ALLOWED
        && reason != Reason.DENIED_BY_POLICY;
  }

  private static RefusedException allFailed(List<RefusedException> failures) {
    if (failures.size() == 1) {
      return failures.getFirst();
    }
    List<String> all = failures.stream().map(one -> one.refusal().details()).toList();
    return new UpstreamFailedException(Reason.UPSTREAM_UNREACHABLE, String.join("; ", all));
  }

  /// That of the first way that carries datagrams.
  @Override
  public DatagramSupport datagrams() {
    return carriers().stream()
        .findFirst()
        .map(candidate -> candidate.way().datagrams())
        .orElse(DatagramSupport.UNSUPPORTED);
  }

  /// Ways of datagrams. Those through proxies for streams alone are left out, as browsers do it.
  private List<PacCandidate> carriers() {
    return candidates.stream()
        .filter(candidate -> candidate.way().datagrams() != DatagramSupport.UNSUPPORTED)
        .toList();
  }

  @Override
  public AssociationResult associate(Client client, Deadline deadline)
      throws RefusedException, IOException {
    List<PacCandidate> carriers = carriers();
    if (carriers.isEmpty()) {
      throw new RefusedException(Reason.COMMAND_NOT_SUPPORTED, withoutDatagrams());
    }
    return tryEach(carriers, deadline, (one, share) -> one.way().associate(client, share));
  }

  @Override
  public String withoutDatagrams() {
    return "outbound " + name + " carries no datagrams through " + candidates.getFirst();
  }

  @Override
  public Host resolve(ResolveRequest request, TargetResolution resolution, Deadline deadline)
      throws RefusedException, IOException {
    Optional<PacCandidate> direct = candidates.stream().filter(PacCandidate::isDirect).findFirst();
    return direct.isPresent()
        ? direct.get().way().resolve(request, resolution, deadline)
        : Outbound.super.resolve(request, resolution, deadline);
  }
}
