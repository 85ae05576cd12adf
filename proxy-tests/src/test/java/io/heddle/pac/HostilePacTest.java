package io.heddle.pac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Scripts that want more than they may: each costs what the limits say, and fails by itself.
@Tag("codec")
final class HostilePacTest {
  private static final long MEBIBYTE = 1 << 20;

  /// What one evaluation may allocate, and what may be added before the next look.
  private static final long MOST_ALLOCATED = 96 * MEBIBYTE;

  private static final String TIME = "it runs for longer than 1000 ms";
  private static final String MEMORY = "it needs more than 16 MiB of memory";
  private static final String TEXT = "it makes a text of more than 1048576 characters";
  private static final String ELEMENTS = "it uses a built-in function on more than 100000 elements";

  static Stream<Arguments> scripts() {
    return Stream.of(
        Arguments.of("for (;;) {}", TIME),
        Arguments.of("for (;;) { try { for (;;) {} } catch (e) {} finally { continue; } }", TIME),
        Arguments.of("/(a*)*b/.test(new Array(60).join('a'))", "budget|"),
        Arguments.of("/^(([a-z])+.)+[A-Z]([a-z])+$/.test(new Array(60).join('a'))", "budget|"),
        Arguments.of("shExpMatch(new Array(60).join('a'), '(a*)*(a*)*(a*)*b')", "budget|"),
        Arguments.of("var s = 'x'; for (;;) s += s; ", TEXT),
        Arguments.of("var s = 'x'; for (;;) s = `${s}${s}`;", TEXT),
        Arguments.of("var s = 'x'; for (;;) s = s.concat(s, s);", TEXT),
        Arguments.of("var s = 'x'; for (;;) s = [s, s].join(s);", TEXT),
        Arguments.of("var s = 'x'; for (;;) s = [s, [s, s]].toString();", TEXT),
        Arguments.of("var s = 'xxxxxxxx'; for (;;) s = s.replace(/x/g, s);", TEXT),
        Arguments.of(
            "var s = 'y'.repeat(99); 'x'.repeat(60000).replace(/x/g, function() { return s; })",
            "budget|"),
        Arguments.of("'x'.repeat(1e9)", TEXT),
        Arguments.of("new String('xx').repeat(1e6)", TEXT),
        Arguments.of(
            "var n = 0; String.prototype.repeat.call("
                + "{toString: function() { return n++ ? 'x'.repeat(1e6) : 'x'; }}, 1e6)",
            "-"),
        Arguments.of("'x'.padStart(1e9)", TEXT),
        Arguments.of("'x'.padEnd({valueOf: function() { return 1e9; }})", TEXT),
        Arguments.of("new Array(1e9).join('x')", ELEMENTS),
        Arguments.of("new Array(4294967295).fill(1)", ELEMENTS),
        Arguments.of("Array.from({length: 1e9})", ELEMENTS),
        Arguments.of("Array.prototype.indexOf.call({length: 9e15}, 1)", ELEMENTS),
        Arguments.of("Math.max.apply(null, {length: 1e9})", ELEMENTS),
        Arguments.of("var a = [1]; for (;;) a = a.concat(a)", ELEMENTS),
        Arguments.of("var a = [1]; for (;;) a = [...a, ...a]", "budget|"),
        Arguments.of("var a = new Array(90000).fill(1); for (;;) [...a, ...a]", "budget|"),
        Arguments.of("var a = []; for (;;) a.push({})", "budget|"),
        Arguments.of("var a = []; for (var i = 0; ; i++) a.push('x'.repeat(100000) + i)", MEMORY),
        Arguments.of("var o = {}; for (var i = 0; ; i++) o['k' + i] = [i]", "budget|"),
        Arguments.of("(function f() { f(); })()", "depth|"),
        Arguments.of("(function f() { [1].map(f); })()", "depth|"),
        Arguments.of("(function f() { f.apply(null, [1]); })()", "depth|"),
        Arguments.of("var a = []; a[0] = a; a.join()", "depth|"),
        Arguments.of("Packages.java.lang.System.exit(1)", "\"Packages\" is not defined"),
        Arguments.of("java.lang.Runtime.getRuntime()", "\"java\" is not defined"),
        Arguments.of("new JavaAdapter(java.lang.Runnable, {})", "is not defined"),
        Arguments.of("({}).getClass()", "Cannot find function getClass"),
        Arguments.of("url.getClass().forName('java.lang.System')", "Cannot find function getClass"),
        Arguments.of("eval('1')", "\"eval\" is not defined"),
        Arguments.of("new Function('return 1')", "Function is no constructor"),
        Arguments.of("isInNet.constructor('return 1')()", "-"),
        Arguments.of("(function*(){}).constructor('yield 1')()", "-"),
        Arguments.of("new ArrayBuffer(1e9)", "\"ArrayBuffer\" is not defined"),
        Arguments.of("new Uint8Array(1e9)", "\"Uint8Array\" is not defined"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void aHostileScriptCostsWhatTheLimitsSay(String body, String why) throws Exception {
    String source = "function FindProxyForURL(url, host) { " + body + "; return 'PROXY evil:1'; }";
    PacScript script = PacScript.compile(source, new FixedNetwork());
    long start = System.nanoTime();
    Attempt attempt = onThreadWithStack(() -> attempt(script));
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(time.toMillis() < 3000, () -> "took " + time);
    assertTrue(attempt.allocated() < MOST_ALLOCATED, () -> "allocated " + attempt.allocated());
    checkReason(why, attempt.why());
  }

  private static void checkReason(String expected, String actual) {
    switch (expected) {
      // Either of two limits may be met first.
      case "depth|" ->
          assertTrue(
              actual.startsWith("it calls functions too deeply")
                  || actual.startsWith("Exceeded maximum stack depth"),
              actual);
      case "budget|" ->
          assertTrue(
              List.of(TIME, MEMORY, TEXT, ELEMENTS, "it spreads more than 1000000 elements")
                  .contains(actual),
              actual);
      case "-" -> {}
      default -> assertTrue(actual.contains(expected), actual);
    }
  }

  private record Attempt(String why, long allocated) {}

  private static Attempt attempt(PacScript script) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    String why = "";
    try {
      script.evaluate(new PacArguments("http://a/", "a"));
    } catch (PacException e) {
      why = e.getMessage();
    }
    return new Attempt(why, threads.getCurrentThreadAllocatedBytes() - before);
  }

  private static <T> T onThreadWithStack(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = Thread.ofPlatform().stackSize(8 * MEBIBYTE).daemon().start(task);
    thread.join(Duration.ofSeconds(20));
    return task.get();
  }

  /// What a script puts aside is gone after some evaluations, and the script goes on.
  @Test
  void variablesDoNotGrowFromOneEvaluationToTheNext() throws Exception {
    String source =
        "var all = []; function FindProxyForURL(url, host) {"
            + " all.push(new Array(50000).join('x') + all.length); return 'PROXY n' + all.length + ':1'; }";
    PacScript script = PacScript.compile(source, new FixedNetwork());
    int most = 0;
    for (int i = 0; i < 1000; i++) {
      String answer = script.evaluate(new PacArguments("http://a/", "a")).toString();
      most = Math.max(most, Integer.parseInt(answer.replaceAll("PROXY n|:1", "")));
    }
    assertTrue(most > 1 && most < 400, "as many as " + most);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var n = 2n ** 1000000000n;",
        "function FindProxyForURL(url, host) { return 'PROXY ' + h\\u006fst + ':1'; }",
        "function FindProxyForURL(url, host) { return - /* */ 1 + 'x'; }"
      })
  void aScriptThatCannotBeGuardedIsRefused(String source) {
    PacException refused =
        assertThrows(PacException.class, () -> PacScript.compile(source, new FixedNetwork()));
    assertEquals(
        "it uses big integers, writes a name with an escape, or hides an operator behind a comment",
        refused.getMessage());
  }

  @Test
  void anEndlessScriptOutsideFunctionsEndsToo() {
    PacException ended =
        assertThrows(
            PacException.class, () -> PacScript.compile("for (;;) {}", new FixedNetwork()));
    assertEquals("it runs for longer than 5000 ms", ended.getMessage());
  }

  /// The largest scripts, of the kinds that need most memory for each byte.
  @Test
  void compilingTheLargestScriptNeedsABoundedPartOfTheHeap() throws Exception {
    String end = "; function FindProxyForURL(url, host) { return 'DIRECT'; }";
    int length = PacScript.MAX_BYTES / 4 - end.length();
    for (String unit : List.of("1,", "a||b||c;", "[[1]];", "'a',")) {
      String open = unit.endsWith(",") ? "var x = [" : "var a, b, c;";
      String body =
          open + unit.repeat((length - 20) / unit.length()) + (open.endsWith("[") ? "0]" : "");
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long allocated =
          onThreadWithStack(() -> {
            long before = threads.getCurrentThreadAllocatedBytes();
            PacScript.compile(body + end, new FixedNetwork());
            return threads.getCurrentThreadAllocatedBytes() - before;
          });
      assertTrue(allocated < 500L * body.length(), () -> unit + " " + allocated);
    }
  }
}
