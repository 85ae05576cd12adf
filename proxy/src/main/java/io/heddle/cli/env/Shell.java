package io.heddle.cli.env;

import io.heddle.app.AppException;
import java.util.Locale;
import java.util.Map;

/// Shell, with its syntax for environment variables.
enum Shell {
  /// POSIX shells: sh, bash, zsh and others.
  SH {
    @Override
    String set(String name, String value) {
      return "export " + name + "='" + value.replace("'", "'\\''") + "'";
    }

    @Override
    String unset(String name) {
      return "unset " + name;
    }
  },
  FISH {
    @Override
    String set(String name, String value) {
      return "set -gx " + name + " '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    String unset(String name) {
      return "set -e " + name;
    }
  },
  POWERSHELL {
    @Override
    String set(String name, String value) {
      return "$Env:" + name + " = '" + value.replace("'", "''") + "'";
    }

    @Override
    String unset(String name) {
      return "$Env:" + name + " = $null";
    }
  };

  /// A line that sets a variable for the programs that the shell starts.
  abstract String set(String name, String value);

  /// A line that unsets a variable.
  abstract String unset(String name);

  /// The shell of a name.
  static Shell named(String name) throws AppException {
    for (Shell shell : values()) {
      if (shell.toString().equals(name)) {
        return shell;
      }
    }
    throw AppException.badInput(
        "--shell " + name + ": must be sh (also for bash, zsh and others), fish or powershell");
  }

  /// The shell that the user most likely uses.
  static Shell guess(Map<String, String> environment) {
    if (environment.getOrDefault("SHELL", "").endsWith("/fish")) {
      return FISH;
    }
    return environment.getOrDefault("OS", "").startsWith("Windows") ? POWERSHELL : SH;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
