package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.outbound.PacAnswers.AnswerKey;
import io.heddle.pac.PacAnswer;
import io.heddle.pac.PacArguments;
import io.heddle.pac.PacException;
import io.heddle.pac.PacNetwork;
import io.heddle.pac.PacScript;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// An answer of a script that is known, and one for which the script has to be asked.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PacBenchmark {
  private static final String SCRIPT =
      """
      function FindProxyForURL(url, host) {
        if (isPlainHostName(host) || dnsDomainIs(host, ".corp.example")) return "DIRECT";
        if (isInNet("192.0.2.1", "10.0.0.0", "255.0.0.0")) return "DIRECT";
        if (shExpMatch(url, "http://*.example/*")) return "PROXY a:1";
        return "PROXY p1.corp.example:8080; PROXY p2.corp.example:8080; DIRECT";
      }
      """;

  private static final Endpoint TARGET = Endpoint.parse("www.example.com:443");
  private static final PacArguments ARGUMENTS = PacArguments.ofTunnel(TARGET);

  private final PacAnswers answers = new PacAnswers("office", System::nanoTime);
  private PacScript script;

  /// Network without names.
  private record NoNetwork() implements PacNetwork {
    @Override
    public List<InetAddress> addresses(String host, Duration limit) {
      return List.of();
    }

    @Override
    public List<InetAddress> ownAddresses() {
      return List.of();
    }

    @Override
    public ZonedDateTime now() {
      return ZonedDateTime.now();
    }
  }

  @Setup
  public void prepare() throws PacException {
    script = PacScript.compile(SCRIPT, new NoNetwork());
  }

  @Benchmark
  public PacAnswer known() throws RefusedException, IOException {
    return answers.ask(new AnswerKey(false, TARGET), ARGUMENTS, script, Deadline.NONE);
  }

  @Benchmark
  public PacAnswer asked() throws PacException {
    return script.evaluate(ARGUMENTS);
  }
}
