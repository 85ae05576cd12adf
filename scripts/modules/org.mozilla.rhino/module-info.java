/// Rhino as this program uses it: its interpreter and its parser. Its own descriptor also demands
/// java.desktop, java.compiler and jdk.dynalink, which are 15 MB, for parts that are not used here:
/// classes of Java in scripts, and compiled scripts.
module org.mozilla.rhino {
  exports org.mozilla.javascript;
  exports org.mozilla.javascript.ast;

  uses org.mozilla.javascript.NullabilityDetector;
  uses org.mozilla.javascript.RegExpLoader;
  uses org.mozilla.javascript.config.RhinoPropertiesLoader;
  uses org.mozilla.javascript.xml.XMLLoader;

  provides org.mozilla.javascript.RegExpLoader with
      org.mozilla.javascript.regexp.RegExpLoaderImpl;
}
