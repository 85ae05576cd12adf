package io.heddle.address;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// Forms of one address: the ways to write a destination in different families, so that an entry for
/// one form holds for the others.
///
///     10.0.0.1               itself
///     64:ff9b::10.0.0.1      itself, 10.0.0.1     NAT64, RFC 6052
///     2002:a00:1::1          itself, 10.0.0.1     6to4, RFC 3056
///     ::ffff:0:10.0.0.1      itself, 10.0.0.1     SIIT, RFC 2765
///     ::10.0.0.1             itself, 10.0.0.1     compatible, RFC 4291
///     0.0.0.0, ::            itself, 127.0.0.1, ::1    systems connect it to the loopback
///
/// The mapped form ::ffff:10.0.0.1 is the IPv4 address itself, see [Host.Ip#canonical].
public final class AddressForms {
  private static final Cidr LOOPBACK_V4 = Cidr.parse("127.0.0.1");
  private static final Cidr LOOPBACK_V6 = Cidr.parse("::1");

  private AddressForms() {}

  /// The forms of an address, as blocks of one.
  public static List<Cidr> of(InetAddress address) {
    Cidr own = Cidr.of(address);
    if (address.isAnyLocalAddress()) {
      return List.of(own, LOOPBACK_V4, LOOPBACK_V6);
    }
    if (own.family() == AddressFamily.IPV4) {
      return List.of(own);
    }
    List<Cidr> forms = new ArrayList<>(2);
    forms.add(own);
    for (Cidr network : PrivateAddresses.EMBEDDING) {
      // 0.0.0.0/8 is no host: ::1 is the loopback, not 0.0.0.1.
      Cidr embedded = own.embedded(network.length());
      if (network.contains(own) && embedded.high() >>> 56 != 0) {
        forms.add(embedded);
      }
    }
    return forms;
  }
}
