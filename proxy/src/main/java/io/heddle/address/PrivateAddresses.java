package io.heddle.address;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// Private addresses: those that lead to this machine, its own networks or several hosts, but to no
/// single host of the Internet.
///
///     0.0.0.0/8        this network; systems connect 0.0.0.0 to the loopback   RFC 791
///     10.0.0.0/8       private                                                 RFC 1918
///     100.64.0.0/10    shared by the clients of a provider                     RFC 6598
///     127.0.0.0/8      loopback                                                RFC 1122
///     169.254.0.0/16   link-local, with the metadata servers of clouds         RFC 3927
///     172.16.0.0/12    private                                                 RFC 1918
///     192.168.0.0/16   private                                                 RFC 1918
///     224.0.0.0/4      multicast                                               RFC 5771
///     255.255.255.255  broadcast                                               RFC 919
///     ::, ::1          unspecified, loopback                                   RFC 4291
///     fc00::/7         unique local                                            RFC 4193
///     fe80::/10        link-local                                              RFC 4291
///     fec0::/10        site-local, deprecated                                  RFC 3879
///     ff00::/8         multicast                                               RFC 4291
///
/// An IPv6 address that contains a private IPv4 address, to which a translator or tunnel sends the
/// packets, is private, too:
///
///     ::192.0.2.1            compatible, deprecated   RFC 4291 §2.5.5.1
///     ::ffff:192.0.2.1       mapped                   RFC 4291 §2.5.5.2
///     ::ffff:0:192.0.2.1     translated (SIIT)        RFC 2765
///     64:ff9b::192.0.2.1     NAT64                    RFC 6052
///     2002:c000:201::/48     6to4                     RFC 3056
///
/// The networks of a NAT64 that is local to an organisation (64:ff9b:1::/48, RFC 8215) are private as
/// a whole: the place of the IPv4 address in them is not known. Teredo (2001::/32), ISATAP and 6rd are
/// left out: no packet leaves Teredo's relays for a private address, and the networks of the two
/// others are those of an organisation.
public final class PrivateAddresses {
  private static final List<Cidr> IPV4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "224.0.0.0/4",
          "255.255.255.255");

  private static final List<Cidr> IPV6 =
      blocks("::", "::1", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "64:ff9b:1::/48");

  /// Networks of IPv6 addresses that contain an IPv4 address right behind the prefix.
  static final List<Cidr> EMBEDDING =
      blocks("::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "2002::/16");

  /// All blocks, so that a check is a comparison of numbers.
  private static final List<Cidr> ALL = all();

  private PrivateAddresses() {}

  /// Whether an address is private.
  public static boolean contains(InetAddress address) {
    return contains(Cidr.of(address));
  }

  /// Whether all addresses of a block are private.
  public static boolean contains(Cidr block) {
    return ALL.stream().anyMatch(one -> one.contains(block));
  }

  /// Whether some addresses of a block are private.
  public static boolean overlaps(Cidr block) {
    return ALL.stream().anyMatch(one -> one.contains(block) || block.contains(one));
  }

  private static List<Cidr> all() {
    List<Cidr> all = new ArrayList<>(IPV4);
    all.addAll(IPV6);
    for (Cidr network : EMBEDDING) {
      IPV4.forEach(embedded -> all.add(network.embedding(embedded)));
    }
    return List.copyOf(all);
  }

  private static List<Cidr> blocks(String... texts) {
    return List.of(texts).stream().map(Cidr::parse).toList();
  }
}
