/// Lists of hosts, such as block lists: what their lines mean, and an index of them.
///
/// A list of a million names is ordinary, so its index is a hash table over bytes: some 30 bytes for a
/// name, and a few memory accesses for each label of a name that is looked up. A set of texts was
/// rejected, because it takes five times the memory. A sorted array was rejected, because a look-up would
/// grow with the list. A Bloom filter before it was rejected: the table answers as fast.
///
/// Blocks of addresses are in the same table, by their bits. A look-up tries each length of a prefix that
/// the list has.
package io.heddle.hostlist;
