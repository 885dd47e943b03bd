package org.continuum.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.continuum.http.Violation;

/**
 * A receiver's address, taken apart by rules much stricter than those of URLs: what two readers could understand
 * differently is refused. A host is a name, never a number in whatever writing; where the name leads is asked at each
 * delivery.
 *
 * @param target path and query, as they stand in the request line
 */
record Destination(boolean tls, String host, int port, String target) {
    static final int MAX_LENGTH = 500;

    private static final Pattern URL =
            Pattern.compile("(?<scheme>https?)://(?<host>[A-Za-z0-9.-]{1,253})(?::(?<port>[1-9][0-9]{0,4}))?"
                    + "(?<target>/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
                    + "(?:\\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?)?");

    /** At least two labels, the last beginning with a letter: 10.0x1 and 0x7f000001 are numbers to a resolver. */
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** Names that by agreement lead nowhere public (RFC 6761, 6762, 7686, 8375 and custom). */
    private static final Set<String> NOT_PUBLIC =
            Set.of("localhost", "local", "localdomain", "internal", "intranet", "lan", "corp", "home", "arpa", "onion");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    /**
     * @throws IllegalArgumentException if there are violations
     */
    static Destination of(String url, Reach reach) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches() || !violations(url, reach).isEmpty()) {
            throw new IllegalArgumentException("Not a receiver's address");
        }
        return of(parts);
    }

    /** All that is wrong with the address, as the field {@code /url}; empty if it may be called. */
    static List<Violation> violations(String url, Reach reach) {
        Matcher parts = URL.matcher(url);
        if (url.length() > MAX_LENGTH || !parts.matches()) {
            return List.of(new Violation(
                    "/url",
                    "Not an address that events can be delivered to.",
                    "Send https://, a host name, perhaps a port, path and query, in plain ASCII, without user info or"
                            + " fragment."));
        }
        Destination destination = of(parts);
        if (reach.loopback() && LOOPBACK.contains(destination.host)) {
            return List.of();
        }
        List<Violation> violations = new ArrayList<>();
        if (!destination.tls) {
            violations.add(new Violation("/url", "Events are delivered encrypted only.", "Send an https address."));
        }
        if (!isPublicName(destination.host)) {
            violations.add(
                    new Violation(
                            "/url",
                            "The host is not a name on the public internet.",
                            "Send a host name with a domain that your certificate names; addresses in numbers are not called."));
        }
        if (!reach.ports().contains(destination.port)) {
            violations.add(new Violation(
                    "/url",
                    "Port " + destination.port + " is not called.",
                    "Receive on one of the ports "
                            + reach.ports().stream().sorted().toList() + "."));
        }
        return violations;
    }

    private static Destination of(Matcher parts) {
        boolean tls = parts.group("scheme").equals("https");
        String port = parts.group("port");
        String target = parts.group("target");
        return new Destination(
                tls,
                parts.group("host").toLowerCase(Locale.ROOT),
                port == null ? (tls ? 443 : 80) : Integer.parseInt(port),
                target == null ? "/" : target);
    }

    private static boolean isPublicName(String host) {
        return NAME.matcher(host).matches() && !NOT_PUBLIC.contains(host.substring(host.lastIndexOf('.') + 1));
    }
}
