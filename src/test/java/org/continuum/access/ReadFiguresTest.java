package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadFiguresTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReadFigures figures = new ReadFigures(meters, 3);
    private final Policy.Line line = new Policy.Line(Role.DISTRICT_HR, Set.of(Relation.EMPLOYER), "employment");
    private final UUID organization = UUID.randomUUID();
    private final Caller reader = new Caller(organization, "one", "One", Set.of(Role.DISTRICT_HR));

    @Test
    void persons_read_of_are_counted_by_organization_role_and_purpose() {
        figures.count(reader, line, List.of(UUID.randomUUID(), UUID.randomUUID()));
        figures.count(reader, line, List.of(UUID.randomUUID()));
        assertThat(meters.get("continuum.reads")
                        .tag("organization", organization.toString())
                        .tag("role", "district-hr")
                        .tag("purpose", "employment")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void who_reads_broadly_is_counted_once_and_who_reads_of_the_same_again_is_not() {
        UUID same = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            figures.count(reader, line, List.of(same));
        }
        assertThat(meters.find("continuum.reads.broad").counter()).isNull();
        for (int i = 0; i < 5; i++) {
            figures.count(reader, line, List.of(UUID.randomUUID()));
        }
        assertThat(meters.get("continuum.reads.broad").counter().count()).isEqualTo(1);
        Caller colleague = new Caller(organization, "two", "Two", Set.of(Role.DISTRICT_HR));
        figures.count(colleague, line, List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
        assertThat(meters.get("continuum.reads.broad").counter().count()).isEqualTo(2);
    }

    @Test
    void no_label_names_a_person_or_who_reads() {
        UUID person = UUID.randomUUID();
        figures.count(
                new Caller(person, "herself", "Ana Silva", Set.of(Role.PERSON)),
                new Policy.Line(Role.PERSON, Set.of(Relation.SELF), "inspection"),
                List.of(person));
        figures.count(reader, line, List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
        List<String> labels = meters.getMeters().stream()
                .flatMap(meter -> meter.getId().getTags().stream())
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .distinct()
                .toList();
        assertThat(labels)
                .containsExactlyInAnyOrder(
                        "organization=self",
                        "role=person",
                        "purpose=inspection",
                        "organization=" + organization,
                        "role=district-hr",
                        "purpose=employment");
    }
}
