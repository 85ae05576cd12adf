/// Structured concurrency in the shapes that the program uses: all tasks, a race, until one task
/// decides, and open-ended.
///
/// The only package that names `java.util.concurrent.StructuredTaskScope`, which is a preview API in
/// JDK 25 (JEP 505) and changes its factories and joiners from one JDK to the next: a new JDK changes
/// [TaskScope] alone. Semantics are those of the JDK. The thread that opens a scope forks its tasks,
/// joins and closes it; cancellation interrupts the tasks that are left; and a scope is closed only
/// when its last thread has ended.
///
/// [Supervisor] is for tasks that must not end by a failure.
///
/// Rejected: `ExecutorService` and `CompletableFuture`, which neither tie the life of a thread to a
/// block nor pass an interruption on to the threads below.
package io.heddle.concurrent;
