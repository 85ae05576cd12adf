package io.heddle.forward;

import io.heddle.concurrent.TaskResult;
import io.heddle.concurrent.TaskScope;
import io.heddle.concurrent.TaskScope.ForkedTask;
import io.heddle.forward.HttpForwarder.ForwardResult;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Exchange that sends the request and forwards the response at the same time, in two tasks.
///
/// It ends when both tasks have ended. It ends earlier when one of them has failed, or when the
/// response shows that the rest of the request is not wanted.
record FullDuplexExchange(RequestSender sender, ResponseForwarder forwarder) {

  /// Runs both tasks to the end.
  ///
  /// @throws IOException also if the thread was interrupted
  ForwardResult run() throws RefusedException, MalformedException, IOException {
    try (var scope = TaskScope.openUntil(this::isLast)) {
      ForkedTask<RequestSender> sending =
          scope.fork(() -> {
            sender.run();
            return sender;
          });
      ForkedTask<ForwardResult> forwarding = scope.fork(forwarder::run);
      scope.join();
      TaskResult<ForwardResult> forwarded = forwarding.result();
      if (forwarded instanceof TaskResult.Success(ForwardResult result)) {
        return completed(result);
      }
      if (forwarded instanceof TaskResult.Failure(Throwable cause)) {
        throw failure(cause);
      }
      return requestFailed(sending.failure());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private boolean isLast(TaskResult<?> task) {
    return !(task instanceof TaskResult.Success(Object value))
        || (value instanceof ForwardResult result && isLast(result));
  }

  private boolean isLast(ForwardResult result) {
    return !(result instanceof ForwardResult.Completed) || forwarder.isRequestUnwanted();
  }

  /// A client that has not sent its whole request may still be sending.
  private ForwardResult completed(ForwardResult result) {
    return result instanceof ForwardResult.Completed(int status, _) && !sender.isComplete()
        ? new ForwardResult.Completed(status, ConnectionDisposition.LINGERING_CLOSE)
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
    if (failure instanceof RefusedException e) {
      throw e;
    }
    if (failure instanceof MalformedException e) {
      throw e;
    }
    if (failure instanceof IOException e) {
      return e;
    }
    throw new IllegalStateException(failure);
  }
}
