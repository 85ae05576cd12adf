/// Targets of coverage-guided fuzzing. `scripts/fuzz` runs them with Jazzer, which looks for inputs that
/// reach new code; [io.heddle.fuzz.FuzzCorpusTest] plays the inputs that it has found again, with every
/// test run.
///
///     scripts/fuzz ─▶ Jazzer ─▶ FuzzDriver ─▶ FuzzTarget.SOCKS5.accept(bytes)
///                       │ ▲                        ▲
///                       ▼ │                        │
///                src/fuzz/corpus/socks5/* ─▶ FuzzCorpusTest
///
/// A target takes any bytes, and fails by any exception but those that its code declares for bad input,
/// or when what was read is not what was written. An input on which a target has failed goes into the
/// corpus, and as a readable row into the test of the code that was at fault.
///
/// The targets know nothing of Jazzer: it stays out of the libraries of the other tests.
package io.heddle.fuzz;
