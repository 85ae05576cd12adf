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
    return switch (node) {
      case InfixExpression infix -> of(infix.getLeft(), source);
      case ConditionalExpression choice -> of(choice.getTestExpression(), source);
      case ElementGet element -> of(element.getTarget(), source);
      case NewExpression creation -> creation.getAbsolutePosition();
      case FunctionCall call -> of(call.getTarget(), source);
      case UnaryExpression unary ->
          before(of(unary.getOperand(), source), AstNode.operatorToString(unary.getType()), source);
      case UpdateExpression update ->
          update.isPostfix()
              ? of(update.getOperand(), source)
              : before(
                  of(update.getOperand(), source),
                  AstNode.operatorToString(update.getType()),
                  source);
      default -> node.getAbsolutePosition();
    };
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
