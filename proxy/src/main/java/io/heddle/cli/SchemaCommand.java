package io.heddle.cli;

import io.heddle.app.ExitCode;
import io.heddle.cli.command.Command;
import io.heddle.config.file.ConfigSchema;
import java.io.PrintStream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// Command `heddle schema`: prints the JSON Schema of configurations.
public record SchemaCommand() implements Command {

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public Options options() {
    return new Options();
  }

  @Override
  public String help() {
    return """
    heddle schema

    Prints the JSON Schema of configurations, with which editors complete keys and mark mistakes.
    Editors that use the YAML language server apply it to a file whose first line names it:

      # yaml-language-server: $schema=heddle.schema.json

    heddle check finds more mistakes: unknown names, and keys that do not fit together.

    Example:
      heddle schema > heddle.schema.json
    """;
  }

  @Override
  public ExitCode run(CommandLine arguments, PrintStream out) {
    out.print(ConfigSchema.print());
    return ExitCode.OK;
  }
}
