package io.heddle.lab.notices;

/// Java runtime of an image: that of this program, since `jlink` takes the modules of the JDK that runs.
///
/// @param vendor who has built it, such as "Eclipse Adoptium"
/// @param version such as "25.0.3+9-LTS"
record RuntimeRelease(String vendor, String version) {
  static RuntimeRelease current() {
    return new RuntimeRelease(
        System.getProperty("java.vendor"), System.getProperty("java.runtime.version"));
  }
}
