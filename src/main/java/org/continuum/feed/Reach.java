package org.continuum.feed;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Which addresses and ports events may be delivered to. Whoever may name an address that the service then calls could
 * otherwise make it knock at the doors of the operator's own network.
 *
 * @param ports of receivers
 * @param loopback whether the machine itself may be called, by plain http too, at any port; never in a production build
 */
public record Reach(Set<Integer> ports, boolean loopback) {
    /**
     * What no receiver on the public internet has: IANA's special-purpose registries, and addresses of clouds' own
     * machinery that look public.
     */
    private static final List<Range> FORBIDDEN_V4 = List.of(
            Range.of("0.0.0.0", 8), // this network
            Range.of("10.0.0.0", 8), // private
            Range.of("100.64.0.0", 10), // carriers' NAT; a cloud's metadata
            Range.of("127.0.0.0", 8), // loopback
            Range.of("168.63.129.16", 32), // a cloud's wire server
            Range.of("169.254.0.0", 16), // link-local; clouds' metadata
            Range.of("172.16.0.0", 12), // private
            Range.of("192.0.0.0", 24), // protocol assignments; a cloud's metadata
            Range.of("192.0.2.0", 24), // documentation
            Range.of("192.31.196.0", 24), // AS112
            Range.of("192.52.193.0", 24), // AMT
            Range.of("192.88.99.0", 24), // 6to4 relays
            Range.of("192.168.0.0", 16), // private
            Range.of("192.175.48.0", 24), // AS112
            Range.of("198.18.0.0", 15), // benchmarks
            Range.of("198.51.100.0", 24), // documentation
            Range.of("203.0.113.0", 24), // documentation
            Range.of("224.0.0.0", 4), // multicast
            Range.of("240.0.0.0", 4)); // reserved, broadcast

    /** The public internet; all else of IPv6 is special: loopback, mapped, NAT64, unique local, link-local, multicast. */
    private static final Range PUBLIC_V6 = Range.of("2000::", 3);

    private static final List<Range> FORBIDDEN_V6 = List.of(
            Range.of("2001::", 23), // protocol assignments, with Teredo, which holds an IPv4 address
            Range.of("2001:db8::", 32), // documentation
            Range.of("2002::", 16), // 6to4, which holds an IPv4 address
            Range.of("2620:4f:8000::", 48), // AS112
            Range.of("3fff::", 20)); // documentation

    public Reach {
        ports = Set.copyOf(ports);
    }

    /** An IPv4 address in an IPv6 one is judged as the former: Java hands it out as that. */
    boolean permits(InetAddress address) {
        if (loopback && address.isLoopbackAddress()) {
            return true;
        }
        return address instanceof Inet4Address
                ? FORBIDDEN_V4.stream().noneMatch(range -> range.holds(address))
                : PUBLIC_V6.holds(address) && FORBIDDEN_V6.stream().noneMatch(range -> range.holds(address));
    }

    /** The addresses whose first bits are the same. */
    private record Range(InetAddress first, int bits) {
        static Range of(String first, int bits) {
            return new Range(InetAddress.ofLiteral(first), bits);
        }

        boolean holds(InetAddress address) {
            byte[] ours = first.getAddress();
            byte[] theirs = address.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
