package org.continuum.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyringTest {
    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            Base64.getEncoder().encodeToString("a key that nobody ever has used!".getBytes(UTF_8));

    private final UUID person = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void equal_bytes_are_never_sealed_alike_and_every_changed_bit_is_noticed() {
        PersonKey key = new PersonKey(person, Box.random(PersonKey.LENGTH), new Box());
        byte[] sealed = key.seal("Ana".getBytes(UTF_8), "person.details", person);
        assertThat(sealed).isNotEqualTo(key.seal("Ana".getBytes(UTF_8), "person.details", person));
        assertThat(key.open(sealed, "person.details", person)).asString(UTF_8).isEqualTo("Ana");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> key.open(changed, "person.details", person))
                    .as("bit %d", bit)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void what_is_copied_to_another_column_row_or_person_opens_nothing() {
        byte[] bytes = Box.random(PersonKey.LENGTH);
        PersonKey key = new PersonKey(person, bytes.clone(), new Box());
        byte[] sealed = key.seal("Ana".getBytes(UTF_8), "person.details", person);
        assertThatThrownBy(() -> key.open(sealed, "evidence.body", person)).hasMessageContaining("opened");
        assertThatThrownBy(() -> key.open(sealed, "person.details", other)).hasMessageContaining("opened");
        assertThatThrownBy(() -> new PersonKey(other, bytes.clone(), new Box()).open(sealed, "person.details", person))
                .hasMessageContaining("opened");
        assertThatThrownBy(() -> new PersonKey(person, Box.random(PersonKey.LENGTH), new Box())
                        .open(sealed, "person.details", person))
                .hasMessageContaining("opened");
    }

    @Test
    void what_is_of_two_is_opened_with_both_keys_and_with_neither_alone() {
        PersonKey hers = new PersonKey(person, Box.random(PersonKey.LENGTH), new Box());
        PersonKey others = new PersonKey(other, Box.random(PersonKey.LENGTH), new Box());
        byte[] sealed =
                PersonKey.both(hers, others).seal("twins".getBytes(UTF_8), "duplicate_dismissal.record", person);
        assertThat(PersonKey.both(others, hers).open(sealed, "duplicate_dismissal.record", person))
                .asString(UTF_8)
                .isEqualTo("twins");
        for (PersonKey each : List.of(
                hers,
                others,
                PersonKey.both(PersonKey.lost(person), others),
                PersonKey.both(hers, PersonKey.lost(other)))) {
            assertThatThrownBy(() -> each.open(sealed, "duplicate_dismissal.record", person))
                    .hasMessageContaining("opened");
        }
    }

    @Test
    void a_persons_key_is_brought_under_the_next_master_key_and_then_does_without_the_first() {
        MasterKeys before = new MasterKeys(List.of(OLD));
        byte[] wrapped = before.wrapNew(person);
        byte[] sealed = before.unwrap(person, wrapped).seal("Ana".getBytes(UTF_8), "person.details", person);
        MasterKeys rotating = new MasterKeys(List.of(NEW, OLD));
        assertThat(rotating.isUnderFirst(wrapped)).isFalse();
        byte[] rewrapped = rotating.rewrap(person, wrapped);
        MasterKeys after = new MasterKeys(List.of(NEW));
        assertThat(after.isUnderFirst(rewrapped)).isTrue();
        assertThat(after.unwrap(person, rewrapped).open(sealed, "person.details", person))
                .asString(UTF_8)
                .isEqualTo("Ana");
        assertThatThrownBy(() -> after.unwrap(person, wrapped))
                .hasMessage("CONTINUUM_VAULT_KEYS lacks a key that is in use");
        assertThatThrownBy(() -> after.unwrap(other, rewrapped)).hasMessageContaining("opened");
    }

    @Test
    void a_key_that_is_none_is_refused_and_not_told() {
        assertThatThrownBy(() -> new MasterKeys(List.of("c2hvcnQ=")))
                .hasMessageContaining("CONTINUUM_VAULT_KEYS")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> new BlindIndex("not base64"))
                .hasMessageContaining("CONTINUUM_VAULT_INDEX_KEY")
                .hasMessageNotContaining("not base64");
    }

    @Test
    void marks_are_equal_for_equal_values_of_one_column_under_one_key_only() {
        BlindIndex index = new BlindIndex(OLD);
        byte[] mark = index.mark("a.b", "x".getBytes(UTF_8));
        assertThat(new BlindIndex(OLD).mark("a.b", "x".getBytes(UTF_8))).isEqualTo(mark);
        assertThat(index.mark("a.c", "x".getBytes(UTF_8))).isNotEqualTo(mark);
        assertThat(index.mark("a.b", "y".getBytes(UTF_8))).isNotEqualTo(mark);
        assertThat(new BlindIndex(NEW).mark("a.b", "x".getBytes(UTF_8))).isNotEqualTo(mark);
    }
}
