/// How the figures of a row come to be.
record Exercise(Row row, Step step) {

  /// Does the work and measures.
  @FunctionalInterface
  interface Step {
    Result run(Target target) throws Exception;

    /// Does some of the work without a proxy, so that the load generator, which is compiled while it
    /// works as well, is as fast for the first proxy as for the last.
    default void rehearse(Target origin) throws Exception {}
  }
}
