package io.heddle.lab.proxy;

import io.heddle.lab.system.ProcessCpu;
import io.heddle.lab.system.ProcessMemory;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Process of a proxy with the processes that it has started, and what they use.
public final class ProxyProcess implements AutoCloseable {
  private final List<Process> upstream = new ArrayList<>();
  private final long begin;
  private final Process process;
  private Duration startTime = Duration.ZERO;

  private ProxyProcess(List<String> command, List<String> upstreamCommand) throws IOException {
    if (!upstreamCommand.isEmpty()) {
      upstream.add(
          new ProcessBuilder(upstreamCommand)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    begin = System.nanoTime();
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /// Starts both, and returns at once.
  ///
  /// @param upstreamCommand starts the next proxy, which is not measured; empty for none
  static ProxyProcess start(List<String> command, List<String> upstreamCommand) throws IOException {
    return new ProxyProcess(command, upstreamCommand);
  }

  /// Ends the measurement of the start. From now on the output of the proxy is discarded.
  void markReady() {
    startTime = Duration.ofNanos(System.nanoTime() - begin);
    Thread.ofVirtual().start(this::discardOutput);
  }

  private void discardOutput() {
    try {
      process.inputReader().transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /// Next line of the output; empty at its end.
  String outputLine() throws IOException {
    return String.valueOf(process.inputReader().readLine());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Identifier of the first process; it may have started others.
  public long pid() {
    return process.pid();
  }

  /// Time from the start of the program until it was ready.
  public Duration startTime() {
    return startTime;
  }

  /// CPU time so far in seconds, of all processes and of those that have ended.
  public double cpuSeconds() throws IOException {
    double sum = 0;
    for (ProcessHandle child : process.descendants().toList()) {
      sum += ProcessCpu.seconds(child.pid());
    }
    // Last: the parent's time includes that of a child that has ended in between.
    return sum + ProcessCpu.seconds(process.pid());
  }

  /// Number of threads of the first process.
  public long threads() throws IOException {
    return entries("task");
  }

  /// Number of open descriptors of the first process.
  public long descriptors() throws IOException {
    return entries("fd");
  }

  private long entries(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + process.pid(), folder))) {
      return entries.count();
    }
  }

  /// Memory of all processes. What they share counts once for each.
  public ProcessMemory memory() throws IOException {
    ProcessMemory sum = ProcessMemory.of(process.pid());
    for (ProcessHandle child : process.descendants().toList()) {
      sum = sum.plus(ProcessMemory.of(child.pid()));
    }
    return sum;
  }

  @Override
  public void close() {
    end(process);
    for (Process other : upstream) {
      end(other);
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }
}
