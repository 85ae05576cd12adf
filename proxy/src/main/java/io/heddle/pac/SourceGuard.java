package io.heddle.pac;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.BigIntLiteral;
import org.mozilla.javascript.ast.InfixExpression;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NodeVisitor;
import org.mozilla.javascript.ast.Spread;
import org.mozilla.javascript.ast.TaggedTemplateLiteral;
import org.mozilla.javascript.ast.TemplateLiteral;

/// Guard in the source of a script: the result of each `+`, `+=` and template, and the operand of each
/// `...`, pass a function that checks their length.
///
///     s += s + x      becomes      check(s += check(s + x))
///     [...a, ...b]    becomes      [...spread(a), ...spread(b)]
///
/// Rhino joins texts lazily, so a text that is too long has not been written out when it is checked.
///
/// @param check name of the function for texts; the script must not know it
/// @param spread name of the function for operands of `...`
record SourceGuard(String check, String spread) {
  private static final String END = ")";

  /// The guarded source.
  ///
  /// @throws org.mozilla.javascript.EvaluatorException if it is no script
  /// @throws PacException if it uses what cannot be guarded
  String guard(String source, CompilerEnvirons environment) throws PacException {
    Collector collector = new Collector(source);
    new Parser(environment).parse(source, "script", 1).visit(collector);
    if (!collector.isGuardable) {
      throw new PacException(
          "it uses big integers, writes a name with an escape, or hides an operator behind a comment");
    }
    return insert(source, collector.insertions);
  }

  /// Text to insert at a place of the source.
  ///
  /// @param text beginning of a call, or `)`
  /// @param depth of its expression: at one place, outer expressions begin before inner ones, and end
  ///     after them
  private record Insertion(int place, String text, int depth) {
    /// Ends come before beginnings.
    private int order() {
      return text.equals(END) ? -depth - 1 : depth;
    }
  }

  private String insert(String source, List<Insertion> insertions) {
    insertions.sort(Comparator.comparingInt(Insertion::place).thenComparingInt(Insertion::order));
    StringBuilder guarded = new StringBuilder(source.length() + insertions.size() * 16);
    int done = 0;
    for (Insertion insertion : insertions) {
      guarded.append(source, done, insertion.place());
      guarded.append(insertion.text());
      done = insertion.place();
    }
    return guarded.append(source, done, source.length()).toString();
  }

  private final class Collector implements NodeVisitor {
    private final String source;
    private final List<Insertion> insertions = new ArrayList<>();
    private boolean isGuardable = true;

    Collector(String source) {
      this.source = source;
    }

    @Override
    public boolean visit(AstNode node) {
      isGuardable &= !(node instanceof BigIntLiteral) && !isEscapedName(node);
      if (makesText(node)) {
        wrap(node, check + "(");
      }
      if (node instanceof Spread operator) {
        wrap(operator.getExpression(), spread + "(");
      }
      return isGuardable;
    }

    /// Whether a name is written with an escape, such as `u006f` after a backslash for an `o`: then the
    /// parser says wrongly where it ends.
    private boolean isEscapedName(AstNode node) {
      return node instanceof Name name
          && !source.startsWith(name.getIdentifier(), name.getAbsolutePosition());
    }

    private void wrap(AstNode node, String call) {
      // Of calls at one place, that of a `...` is the outer one.
      int depth = 2 * node.depth() + (call.startsWith(spread) ? 0 : 1);
      int start = ExpressionStart.of(node, source);
      isGuardable &= start >= 0;
      insertions.add(new Insertion(start, call, depth));
      insertions.add(new Insertion(node.getAbsolutePosition() + node.getLength(), END, depth));
    }

    private static boolean makesText(AstNode node) {
      return node instanceof InfixExpression
          ? node.getType() == Token.ADD || node.getType() == Token.ASSIGN_ADD
          : node instanceof TemplateLiteral && !(node.getParent() instanceof TaggedTemplateLiteral);
    }
  }
}
