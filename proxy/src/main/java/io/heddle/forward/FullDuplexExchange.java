package io.heddle.forward;

import io.heddle.request.ConnectionDisposition;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/// Exchange that sends the request and forwards the response at the same time, in two tasks.
///
/// It ends when both tasks have ended. It ends earlier when one of them has failed, or when the
/// response shows that the rest of the request is not wanted.
record FullDuplexExchange(RequestSender sender, ResponseForwarder forwarder) {

  /// Runs both tasks to the end.
  ///
  /// @throws IOException also if the thread was interrupted
  ForwardResult run() throws RefusedException, MalformedException, IOException {
    try (var scope = StructuredTaskScope.open(Joiner.<Object>allUntil(this::isLast))) {
      Subtask<RequestSender> sending =
          scope.fork(() -> {
            sender.run();
            return sender;
          });
      Subtask<ForwardResult> forwarding = scope.fork(forwarder::run);
      scope.join();
      return switch (forwarding.state()) {
        case SUCCESS -> completed(forwarding.get());
        case FAILED -> throw failure(forwarding.exception());
        case UNAVAILABLE -> requestFailed(sending.exception());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private boolean isLast(Subtask<?> task) {
    return switch (task.state()) {
      case SUCCESS -> task.get() instanceof ForwardResult result && isLast(result);
      case FAILED, UNAVAILABLE -> true;
    };
  }

  private boolean isLast(ForwardResult result) {
    return switch (result) {
      case ForwardResult.Completed _ -> forwarder.isRequestUnwanted();
      case ForwardResult.Truncated _, ForwardResult.Switched _ -> true;
    };
  }

  /// A client that has not sent its whole request may still be sending.
  private ForwardResult completed(ForwardResult result) {
    return result instanceof ForwardResult.Completed(int status, _) && !sender.isComplete()
        ? new ForwardResult.Completed(status, ConnectionDisposition.LINGER)
        : result;
  }

  /// A failure of the request is a refusal only if the client has had no response yet.
  private ForwardResult requestFailed(Throwable failure)
      throws RefusedException, MalformedException, IOException {
    if (failure instanceof MalformedException && forwarder.hasBegun()) {
      return forwarder.truncate("the client broke off its request: " + failure.getMessage());
    }
    throw failure(failure);
  }

  /// The failure of a task, which the caller throws.
  private static IOException failure(Throwable failure)
      throws RefusedException, MalformedException {
    return switch (failure) {
      case RefusedException e -> throw e;
      case MalformedException e -> throw e;
      case IOException e -> e;
      default -> throw new IllegalStateException(failure);
    };
  }
}
