package io.heddle.forward;

import io.heddle.concurrent.ForkedTask;
import io.heddle.concurrent.TaskResult;
import io.heddle.concurrent.TaskScope;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Sends a request and passes its response on at once, as two tasks.
///
/// It is over when both are; or before, when one has failed, or the response shows that the rest of
/// the request is not wanted.
record FullDuplexExchange(RequestSender upload, ResponseForwarder answer) {

  /// Runs both to the end.
  ///
  /// @throws IOException also if the thread was interrupted
  ForwardResult run() throws RefusedException, MalformedException, IOException {
    try (var scope = TaskScope.openUntil(this::isLast)) {
      ForkedTask<RequestSender> sending =
          scope.fork(() -> {
            upload.run();
            return upload;
          });
      ForkedTask<ForwardResult> answering = scope.fork(answer::run);
      scope.join();
      return switch (answering.result()) {
        case TaskResult.Success(ForwardResult outcome) -> complete(outcome);
        case TaskResult.Failure(Throwable cause) -> throw failure(cause);
        case TaskResult.Cancelled() -> refused(sending.failure());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  private boolean isLast(TaskResult<?> result) {
    return switch (result) {
      case TaskResult.Success(Object value) ->
          value instanceof ForwardResult outcome && isLast(outcome);
      case TaskResult.Failure(_), TaskResult.Cancelled() -> true;
    };
  }

  private boolean isLast(ForwardResult outcome) {
    return switch (outcome) {
      case ForwardResult.Answered _ -> answer.requestStopped();
      case ForwardResult.CutShort _, ForwardResult.Switched _ -> true;
    };
  }

  /// A client that has not sent all may still be sending.
  private ForwardResult complete(ForwardResult outcome) {
    return outcome instanceof ForwardResult.Answered(int status, _) && !upload.isComplete()
        ? new ForwardResult.Answered(status, ConnectionDisposition.LINGER)
        : outcome;
  }

  /// The request has failed: as a refusal, if the client can still be told.
  private ForwardResult refused(Throwable failure)
      throws RefusedException, MalformedException, IOException {
    if (failure instanceof MalformedException && answer.hasBegun()) {
      return answer.cutShort("the client broke off its request: " + failure.getMessage());
    }
    throw failure(failure);
  }

  /// The failure of a task, to be thrown.
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
