/// Command `heddle doctor`: what is wrong around the proxy, such as variables that lead past it.
///
/// Each check returns findings, one line each, with what to do. Checks that need the network take
/// seconds at most. To repair what is found was rejected: the variables belong to a shell, and the
/// rest to other programs.
package io.heddle.cli.doctor;
