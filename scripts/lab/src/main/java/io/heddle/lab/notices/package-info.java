/// Licence texts and the bill of materials of an image. `scripts/image` runs [NoticesRunner].
///
/// The JDK's texts come with `jlink`, those of a library from its jar. Rejected: the licence plugins of
/// Maven, which fetch texts from the addresses in the descriptions of libraries.
package io.heddle.lab.notices;
