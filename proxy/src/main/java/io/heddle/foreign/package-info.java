/// The C library by the foreign function API: finding a function, its error number, the constants of
/// the C headers of Linux, and memory that the library allocates.
///
/// The only package that finds native functions and calls restricted methods. The calls themselves
/// stand where they are used ([io.heddle.relay], [io.heddle.net.udp], [io.heddle.net.systemd]), next
/// to the memory layouts that they need. Each is a `static final` method handle there, which the JIT
/// compiler turns into a plain call.
///
/// Rejected: jextract, which generates thousands of lines for a dozen functions; JNI, which needs a C
/// compiler for each system.
package io.heddle.foreign;
