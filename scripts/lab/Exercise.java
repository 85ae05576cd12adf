/// How the figures of a row come to be.
record Exercise(Row row, Step step) {

  /// Does the work and measures.
  @FunctionalInterface
  interface Step {
    Result run(Target target) throws Exception;
  }
}
