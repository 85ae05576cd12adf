package io.heddle.pac;

import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.ConditionalExpression;
import org.mozilla.javascript.ast.ElementGet;
import org.mozilla.javascript.ast.FunctionCall;
import org.mozilla.javascript.ast.InfixExpression;
import org.mozilla.javascript.ast.NewExpression;
import org.mozilla.javascript.ast.UnaryExpression;
import org.mozilla.javascript.ast.UpdateExpression;

/// Start of an expression in the source. The parser says it wrongly where the first token is an
/// operator, as in `-a + b`: there it is the start of the operand, or of its last token.
final class ExpressionStart {
  private ExpressionStart() {}

  /// The index of the first character; negative if it is not found.
  static int of(AstNode node, String source) {
    if (node instanceof InfixExpression infix) {
      return of(infix.getLeft(), source);
    }
    if (node instanceof ConditionalExpression choice) {
      return of(choice.getTestExpression(), source);
    }
    if (node instanceof ElementGet element) {
      return of(element.getTarget(), source);
    }
    if (node instanceof FunctionCall call && !(node instanceof NewExpression)) {
      return of(call.getTarget(), source);
    }
    if (node instanceof UnaryExpression unary) {
      return before(unary.getOperand(), unary.getType(), source);
    }
    return node instanceof UpdateExpression update
        ? of(update, source)
        : node.getAbsolutePosition();
  }

  private static int of(UpdateExpression update, String source) {
    return update.isPostfix()
        ? of(update.getOperand(), source)
        : before(update.getOperand(), update.getType(), source);
  }

  private static int before(AstNode operand, int operator, String source) {
    return before(of(operand, source), AstNode.operatorToString(operator), source);
  }

  private static int before(int operand, String operator, String source) {
    int end = operand;
    while (end > 0 && Character.isWhitespace(source.charAt(end - 1))) {
      end--;
    }
    int start = end - operator.length();
    return start >= 0 && source.startsWith(operator, start) ? start : -1;
  }
}
