package io.heddle.pac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.RhinoException;

/// Scripts, and answers of scripts, with any content.
public final class PacFuzz {
  private static final PacArguments ARGUMENTS =
      new PacArguments("http://www.two.test:8080/a?b", "www.two.test");

  private PacFuzz() {}

  /// Compiles and asks a script. What the guards add to a script leaves it a script.
  public static void evaluates(byte[] bytes) {
    String source = new String(bytes, StandardCharsets.UTF_8);
    try {
      parsesAsWritten(PacScript.compile(source, new FixedNetwork()).evaluate(ARGUMENTS));
    } catch (PacException e) {
      assertFalse(e.getMessage().isEmpty());
    }
    staysAScript(source);
  }

  private static void staysAScript(String source) {
    CompilerEnvirons environment = new CompilerEnvirons();
    // As PacScript has it: the parser of E4X fails at some texts.
    environment.setLanguageVersion(Context.VERSION_ES6);
    environment.setXmlAvailable(false);
    String guarded;
    try {
      guarded = new SourceGuard("check", "spread").guard(source, environment);
    } catch (PacException | RhinoException | StackOverflowError e) {
      return;
    }
    try {
      new Parser(environment).parse(guarded, "guarded", 1);
    } catch (RhinoException e) {
      throw new AssertionError(source + " becomes " + guarded, e);
    } catch (StackOverflowError e) {
      // A call nests deeper than an operator.
      return;
    }
  }

  /// Parses the answer of a script.
  public static void parsesAnswer(byte[] bytes) {
    parsesAsWritten(PacAnswer.parse(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static void parsesAsWritten(PacAnswer answer) {
    assertEquals(new PacAnswer(answer.entries(), List.of()), PacAnswer.parse(answer.toString()));
  }
}
