/// Holds the folder tree to what it promises: a reader who trusts the names of the packages must
/// not be misled.
///
/// Checked on the compiled classes rather than by Java modules per package, since one module keeps
/// the image and the build simple while the rules here can say more than a module graph: who may
/// look at a clock, for instance.
package io.heddle.architecture;
