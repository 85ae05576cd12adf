/// Command `heddle exec`: a child process whose programs all use a proxy.
///
/// The running proxy opens listeners for each child process ([ExecSessionHost]), so that its status
/// page and its log show all connections. Credentials for the listeners that everyone shares were
/// rejected, and so was a private proxy in each process: see [ExecCommand].
package io.heddle.cli.exec;
