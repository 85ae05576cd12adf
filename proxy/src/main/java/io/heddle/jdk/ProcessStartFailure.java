package io.heddle.jdk;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reason why the system started no program, taken out of the message of [ProcessBuilder#start].
public final class ProcessStartFailure {
  /// The error of the system within the message.
  private static final Pattern SYSTEM_ERROR = Pattern.compile("error[:=] ?\\d+[,:]? \\(?([^()]+)");

  /// What stands before other reasons.
  private static final Pattern PREFIX = Pattern.compile("^Cannot run program \".*?\"[^:]*: ");

  private ProcessStartFailure() {}

  /// The reason, such as `No such file or directory`.
  public static String reason(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher error = SYSTEM_ERROR.matcher(message);
    return error.find() ? error.group(1).strip() : PREFIX.matcher(message).replaceFirst("");
  }
}
