package org.continuum.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever may name an address that the service then calls must not make it knock at doors that only the service sees. */
class ReachTest {
    private static final Reach PUBLIC = new Reach(Set.of(443, 8443), false);

    /** One or more of every range that is no receiver's, their borders among them. */
    private static final List<String> FORBIDDEN = words("""
            0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.1.2.3 10.255.255.255 100.64.0.0 100.100.100.200
            100.127.255.255 127.0.0.0 127.0.0.1 127.1.2.3 127.255.255.255 168.63.129.16 169.254.0.0
            169.254.169.254 169.254.170.2 169.254.255.255 172.16.0.0 172.17.0.1 172.31.255.255 192.0.0.0
            192.0.0.192 192.0.0.255 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.168.0.0 192.168.1.1
            192.168.255.255 192.175.48.1 198.18.0.0 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.0
            224.0.0.251 239.255.255.255 240.0.0.0 255.255.255.254 255.255.255.255 :: ::1 ::2 ::7f00:1 ::a00:1
            ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
            64:ff9b::a9fe:a9fe 64:ff9b::808:808 64:ff9b:1::a00:1 100::1 1fff::1 2001::1 2001:0:7f00:1::
            2001:2::1 2001:10::1 2001:1ff:ffff::1 2001:db8::1 2001:db8:ffff::1 2002:7f00:1:: 2002:a9fe:a9fe::1
            2002:c0a8:101::1 2620:4f:8000::1 3fff::1 3fff:fff::1 4000::1 5f00::1 fc00::1 fd00::1 fd00:ec2::254
            fdff::1 fe80::1 fe80::a9fe:a9fe febf::1 fec0::1 ff01::1 ff02::1 ff0e::1
            """);

    private static final List<String> ALLOWED = words("""
            1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1
            168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255
            192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 2000::1 2001:200::1 2001:4860:4860::8888
            2606:4700::1111 2a00:1450:4001::1 3ffe::1
            """);

    /** Hosts that some reader takes for one of the above, or for two different ones. */
    private static final List<String> TRICKS = words(
            """
            localhost LOCALHOST localhost. foo.localhost 127.0.0.1 127.1 127.0.1 0 0.0.0.0 00.00.00.00
            2130706433 017700000001 0177.0.0.1 0x7f000001 0x7f.0.0.1 0x7f.1 127.0.0.0x1 127.0.0.01 3232235777
            0xA9FEA9FE 0251.0376.0251.0376 169.254.43518 169.16689662 8.8.8.8 1.1.1.1 [::1] [::]
            [::ffff:127.0.0.1] [0:0:0:0:0:ffff:7f00:1] [fe80::1%25eth0] [fd00:ec2::254] [64:ff9b::7f00:1]
            [2606:4700::1111] ::1 user@example.com user:pass@example.com example.com@127.0.0.1
            127.0.0.1@example.com example.com#@127.0.0.1 example.com%00.internal %31%32%37.0.0.1
            127%2e0%2e0%2e1 example.com%2f ⓔxample.com 127。0。0。1 １２７.0.0.1 metadata.google.internal metadata
            kubernetes.default.svc.cluster.local printer.local db.lan vault.corp router.home
            1.0.0.127.in-addr.arpa hidden.onion app.intranet -a.example.com a-.example.com a..example.com
            .example.com example.com.. _dmarc.example.com example example.123 example.0x1 example.1a . *
            *.example.com example.com,127.0.0.1 example.com;127.0.0.1 example.com&127.0.0.1 exämple.com
            """,
            "example.com\\@127.0.0.1",
            "127.0.0.1\\.example.com",
            "exam\u200bple.com",
            "example.com\t",
            " example.com",
            "example .com",
            "exam\nple.com",
            "example.com\r\nHost: internal",
            "x".repeat(64) + ".com",
            "");

    private static final List<String> SCHEMES = words(
            """
            http://hooks.example.org/ HTTPS://hooks.example.org/ ftp://hooks.example.org/ file:///etc/passwd
            gopher://hooks.example.org/ jar:https://hooks.example.org/!/ dict://hooks.example.org/
            ldap://hooks.example.org/ javascript:alert(1) data:text/plain,x //hooks.example.org/
            hooks.example.org https:hooks.example.org https:/hooks.example.org https:///hooks.example.org
            https:// https: https://hooks.example.org/%zz https://hooks.example.org/%
            https://hooks.example.org/#x https://hooks.example.org?x https://hooks.example.org:/
            https://hooks.example.org:0/ https://hooks.example.org:00443/ https://hooks.example.org:22/
            https://hooks.example.org:25/ https://hooks.example.org:80/ https://hooks.example.org:5432/
            https://hooks.example.org:65536/ https://hooks.example.org:99999/ https://hooks.example.org:-1/
            https://hooks.example.org:443:443/ https://hooks.example.org:x/
            """,
            "",
            " ",
            "https://hooks.example.org/a b",
            "https://hooks.example.org/\u0000",
            "https://hooks.example.org\\x",
            "https://hooks.example.org/\\x",
            "https://hooks.example.org/" + "x".repeat(500));

    private static Vertx vertx;

    private final CountingNames names = new CountingNames();
    private final CountingWire wire = new CountingWire();
    private final Courier courier =
            new Courier(new ObjectMapper().registerModule(new JavaTimeModule()), PUBLIC, names, wire);

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void no_address_outside_of_the_public_internet_is_permitted_and_those_next_to_them_are() {
        assertThat(FORBIDDEN)
                .filteredOn(address -> PUBLIC.permits(literal(address)))
                .isEmpty();
        assertThat(ALLOWED)
                .filteredOn(address -> !PUBLIC.permits(literal(address)))
                .isEmpty();
    }

    @Test
    void no_trick_of_a_url_makes_the_service_call_or_even_resolve_anything() throws InterruptedException {
        List<String> urls = Stream.concat(
                        SCHEMES.stream(),
                        TRICKS.stream()
                                .flatMap(host -> Stream.of("https://" + host + "/", "https://" + host + ":8443/x?y=z")))
                .toList();
        assertThat(urls).hasSizeGreaterThan(200).doesNotHaveDuplicates();
        for (String url : urls) {
            assertThat(Destination.violations(url, PUBLIC)).as(url).isNotEmpty();
            assertThat(courier.bring(event(), claim(url, 0), List.of(new byte[32]), Instant.EPOCH))
                    .as(url)
                    .isEqualTo(new Attempt.Unanswered(Failure.NO_PUBLIC_ADDRESS));
        }
        assertEquals(0, names.asked);
        assertEquals(0, wire.connected.size());
    }

    @Test
    void no_name_that_leads_to_a_forbidden_address_makes_the_service_call_it() throws InterruptedException {
        for (String address : FORBIDDEN) {
            for (List<String> answer :
                    List.of(List.of(address), List.of("8.8.8.8", address), List.of(address, "2606:4700::1111"))) {
                names.answers.add(answer);
                Attempt attempt = courier.bring(event(), claim(), List.of(new byte[32]), Instant.EPOCH);
                assertEquals(new Attempt.Unanswered(Failure.NO_PUBLIC_ADDRESS), attempt, answer.toString());
            }
        }
        assertTrue(names.asked > 200, "asked " + names.asked);
        assertEquals(0, wire.connected.size());
    }

    /** The name leads to a public address when it is checked, and elsewhere whenever it is asked again. */
    @Test
    void the_connection_is_made_to_what_was_checked_although_the_name_leads_elsewhere_a_moment_later()
            throws InterruptedException {
        names.answers.add(List.of("8.8.8.8"));
        names.answers.add(List.of("127.0.0.1"));
        assertInstanceOf(Attempt.Accepted.class, courier.bring(event(), claim(), List.of(new byte[32]), Instant.EPOCH));
        assertEquals(1, names.asked);
        assertEquals(List.of(literal("8.8.8.8")), wire.connected);

        assertInstanceOf(
                Attempt.Unanswered.class, courier.bring(event(), claim(), List.of(new byte[32]), Instant.EPOCH));
        assertEquals(2, names.asked);
        assertEquals(1, wire.connected.size());
    }

    @Test
    void a_name_that_is_unknown_and_one_that_leads_inside_look_the_same() throws InterruptedException {
        Attempt unknown = courier.bring(event(), claim(), List.of(new byte[32]), Instant.EPOCH);
        names.answers.add(List.of("10.0.0.1"));
        Attempt inside = courier.bring(event(), claim(), List.of(new byte[32]), Instant.EPOCH);
        assertEquals(unknown, inside);
    }

    @Test
    void each_attempt_takes_another_of_the_receivers_addresses() throws InterruptedException {
        for (int attempt = 0; attempt < 3; attempt++) {
            names.answers.add(List.of("8.8.8.8", "2606:4700::1111"));
            courier.bring(event(), claim("https://hooks.example.org/", attempt), List.of(new byte[32]), Instant.EPOCH);
        }
        assertEquals(List.of(literal("8.8.8.8"), literal("2606:4700::1111"), literal("8.8.8.8")), wire.connected);
    }

    /** The guard lets honest receivers through: otherwise all of the above would pass with a guard that refuses all. */
    @Test
    void an_honest_url_is_called() {
        assertThat(List.of(
                        "https://hooks.example.org",
                        "https://hooks.example.org/",
                        "https://Hooks.Example.ORG:8443/continuum?tenant=1&x=%2F",
                        "https://a.b-c.d9.xn--p1ai/~x/(y)",
                        "https://0x7f.example.com/",
                        "https://127.0.0.1.nip.io/"))
                .allSatisfy(
                        url -> assertThat(Destination.violations(url, PUBLIC)).isEmpty());
    }

    @Test
    void the_machine_itself_is_called_only_where_the_build_says_so() {
        Reach developer = new Reach(Set.of(443), true);
        for (String url : List.of("http://localhost:9999/x", "http://127.0.0.1:9999/x", "https://localhost/")) {
            assertThat(Destination.violations(url, developer)).isEmpty();
            assertThat(Destination.violations(url, PUBLIC)).isNotEmpty();
        }
        assertThat(Destination.violations("http://hooks.example.org/", developer))
                .isNotEmpty();
        assertThat(FORBIDDEN)
                .filteredOn(address -> developer.permits(literal(address)))
                .containsExactlyInAnyOrder(
                        "127.0.0.0", "127.0.0.1", "127.1.2.3", "127.255.255.255", "::1", "::ffff:127.0.0.1");
    }

    /** Those in the text, and those that would not be seen in it. */
    private static List<String> words(String text, String... odd) {
        return Stream.concat(Stream.of(text.strip().split("\\s+")), Stream.of(odd))
                .toList();
    }

    private static InetAddress literal(String address) {
        return InetAddress.ofLiteral(address);
    }

    private static Event event() {
        UUID id = UUID.randomUUID();
        return new Event(
                "1.0", id, "/events", "person.created", Instant.EPOCH, "1", id, id, id, "application/json", Map.of());
    }

    private static Claim claim() {
        return claim("https://hooks.example.org/", 0);
    }

    private static Claim claim(String url, int attempts) {
        UUID id = UUID.randomUUID();
        return new Claim(id, id, id, "operator", url, List.of(), "2026-11-01", 0, attempts, 0);
    }

    /** Answers as told, each answer once; knows no name when nothing was told. */
    private static final class CountingNames extends Names {
        private final Deque<List<String>> answers = new ArrayDeque<>();
        private int asked;

        @Override
        List<InetAddress> addresses(String host) throws UnknownHostException {
            asked++;
            if (answers.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return answers.remove().stream().map(ReachTest::literal).toList();
        }
    }

    /** Where all connections begin. */
    private static final class CountingWire extends Wire {
        private final List<InetAddress> connected = new ArrayList<>();

        CountingWire() {
            super(vertx);
        }

        @Override
        Answer post(InetAddress pinned, Destination to, Map<String, String> headers, byte[] body) {
            connected.add(pinned);
            return new Answer(204, null);
        }
    }
}
