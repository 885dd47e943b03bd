package org.continuum.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What others hand over as a checkpoint, a key or a tile's address is one, or refused; nothing else comes of it. */
class NotesFuzzTest {
    private static final String KEY = new VerifierKey("continuum.example/log", new byte[32]).written();
    private static final String SIGNATURE = "\u2014 continuum.example/log " + "A".repeat(92) + "\n";
    private static final String NOTE =
            "continuum.example/log\n17\n" + Base64.getEncoder().encodeToString(new byte[32]) + "\n\n" + SIGNATURE;

    @Example
    void what_is_damaged_below_is_sound() {
        assertThat(Checkpoint.of(NOTE).size()).isEqualTo(17);
        assertThat(VerifierKey.of(KEY).origin()).isEqualTo("continuum.example/log");
        assertThat(TileAddress.of("0", "x001/x234/067.p/17")).isPresent();
    }

    @Property(tries = 5000, seed = "20261101")
    void a_damaged_checkpoint_is_read_or_refused(@ForAll Random random) {
        String damaged = damaged(NOTE, random);
        try {
            assertThat(Checkpoint.of(damaged).isSignedBy(VerifierKey.of(KEY))).isFalse();
        } catch (IllegalArgumentException refused) {
            assertThat(damaged).isNotEqualTo(NOTE);
        }
    }

    /** Each signature must not cost a frame of the stack. */
    @Example
    void a_checkpoint_with_very_many_signatures_is_refused() {
        assertThatThrownBy(() -> Checkpoint.of(NOTE + SIGNATURE.repeat(50_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 5000, seed = "20261101")
    void a_damaged_key_is_read_or_refused(@ForAll Random random) {
        String damaged = damaged(KEY, random);
        try {
            assertThat(VerifierKey.of(damaged).written()).isEqualTo(damaged);
        } catch (IllegalArgumentException refused) {
            assertThat(damaged).isNotEqualTo(KEY);
        }
    }

    @Property(tries = 5000, seed = "20261101")
    void a_damaged_address_is_one_tile_s_or_none(@ForAll Random random, @ForAll("levels") String level) {
        String damaged = damaged("x001/x234/067.p/17", random);
        TileAddress.of(level, damaged)
                .ifPresent(address -> assertThat(address.path()).isEqualTo(level + "/" + damaged));
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> levels() {
        return net.jqwik.api.Arbitraries.of("0", "entries", "7", "99", "-1", "00", "", "\u0663");
    }

    private static String damaged(String sound, Random random) {
        StringBuilder text = new StringBuilder(sound);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, text.charAt(random.nextInt(text.length())));
                case 2 -> text.setCharAt(at, "\n +=/0x.p\u2014\u0663\ud800".charAt(random.nextInt(12)));
                default -> text.insert(at, text.substring(Math.min(at, random.nextInt(text.length())), at));
            }
            if (text.isEmpty()) {
                text.append('x');
            }
        }
        return text.toString();
    }
}
