package io.heddle.jdk;

import java.io.IOException;
import java.util.List;

/// Reason why the system started no program, taken out of the message of [ProcessBuilder#start].
///
///     Cannot run program "a": Exec failed, error: 2 (No such file or directory)
///     Cannot run program "a" (in directory "b"): error=2, No such file or directory
public final class ProcessStartFailure {
  private static final String PREFIX = "Cannot run program \"";
  private static final List<String> NUMBERS = List.of("error: ", "error=");

  private ProcessStartFailure() {}

  /// The reason, such as `No such file or directory`.
  public static String reason(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    for (String number : NUMBERS) {
      int at = message.lastIndexOf(number);
      if (at >= 0) {
        return words(message, at + number.length());
      }
    }
    int quote = message.startsWith(PREFIX) ? message.indexOf('"', PREFIX.length()) : -1;
    int colon = quote < 0 ? -1 : message.indexOf(": ", quote);
    return colon < 0 ? message : message.substring(colon + 2);
  }

  /// The words behind the number of an error, without parentheses.
  private static String words(String message, int at) {
    int begin = at;
    while (begin < message.length() && !Character.isLetter(message.charAt(begin))) {
      begin++;
    }
    int end = message.indexOf(')', begin);
    return message.substring(begin, end < 0 ? message.length() : end).strip();
  }
}
