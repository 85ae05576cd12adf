/// `heddle exec`: a child process whose programs all use a proxy.
///
/// What child processes use is the proxy that runs, by listeners that it opens for each
/// ([ExecSessionHost]), so that one page and one log show everything. Credentials for the listeners
/// that all share were rejected, and so was a proxy in each process: see [ExecCommand].
package io.heddle.cli.exec;
