/// Figures of the machine and its processes, from `/proc`, `/sys` and `jcmd`. Linux only.
///
/// Each file is parsed by a function of its text, which its test calls with text of other systems.
package io.heddle.lab.system;
