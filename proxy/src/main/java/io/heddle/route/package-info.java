/// Which way a request goes: pure, from values to a name.
///
/// The first rule whose conditions all hold decides. Rules are found through hash tables over what
/// they ask for, so fifty thousand cost a request no more than a few, whatever they ask. A scan
/// with fast conditions was rejected, since lists of hosts to block have a hundred thousand lines;
/// and so was a table for names alone, since then the first rule on networks or ports would bring
/// the scan back.
///
/// Names are compared as names. To compare one by its addresses is a rule's explicit wish: it costs
/// a lookup before anything is decided, and tells the name to a resolver.
package io.heddle.route;
