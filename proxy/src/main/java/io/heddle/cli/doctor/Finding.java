package io.heddle.cli.doctor;

import io.heddle.request.PrintableText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Finding of one check.
///
/// @param check what was looked at, in one word
/// @param advice what to do; empty if there is nothing to do
record Finding(String check, Verdict verdict, String text, String advice) {
  /// Meaning of a finding.
  enum Verdict {
    OK,
    /// Worth knowing, and no mistake.
    NOTE,
    PROBLEM;

    @Override
    public String toString() {
      return this == PROBLEM ? name() : name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String check, String text) {
    return new Finding(check, Verdict.OK, text, "");
  }

  static Finding note(String check, String text) {
    return new Finding(check, Verdict.NOTE, text, "");
  }

  static Finding problem(String check, String text, String advice) {
    return new Finding(check, Verdict.PROBLEM, text, advice);
  }

  /// The finding as a line for a terminal.
  String line() {
    String all = "%-8s %-10s %s".formatted(verdict, check, text);
    return PrintableText.of(advice.isEmpty() ? all : all + "; " + advice, Integer.MAX_VALUE);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("check", check);
    json.put("verdict", verdict.name().toLowerCase(Locale.ROOT));
    json.put("text", text);
    json.put("advice", advice);
    return json;
  }
}
