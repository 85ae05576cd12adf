/// Tests of the architecture: dependencies between packages, restricted APIs, and the style of the
/// sources.
///
/// Dependencies are checked in the compiled classes. A Java module for each package was rejected: one
/// module keeps the image and the build simple, and the rules here can express more than a module
/// graph, such as the packages that may read a clock.
package io.heddle.architecture;
