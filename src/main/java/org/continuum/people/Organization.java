package org.continuum.people;

import static java.util.Comparator.comparing;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.http.Ids;

/** A preparation provider, licensing authority or employer. */
@Entity
public class Organization {
    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    OrganizationKind kind;

    String name;
    String jurisdiction;

    @ElementCollection
    @CollectionTable(name = "organization_identifier", joinColumns = @JoinColumn(name = "organization_id"))
    Set<OrganizationIdentifier> identifiers = new HashSet<>();

    /** Counts the changes; acts compare it under a lock on the row, so Hibernate need not. */
    long version = 1;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Organization() {}

    Organization(OrganizationDetails details) {
        id = Ids.next();
        kind = details.kind();
        name = details.name();
        jurisdiction = details.jurisdiction();
        identifiers.addAll(details.identifiers());
    }

    void change(OrganizationDetails details) {
        name = details.name();
        jurisdiction = details.jurisdiction();
        identifiers.retainAll(details.identifiers());
        identifiers.addAll(details.identifiers());
        version++;
    }

    public UUID id() {
        return id;
    }

    public OrganizationKind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public String jurisdiction() {
        return jurisdiction;
    }

    /** Always in the same order. */
    List<OrganizationIdentifier> identifiers() {
        return identifiers.stream()
                .sorted(comparing(OrganizationIdentifier::scheme).thenComparing(OrganizationIdentifier::value))
                .toList();
    }
}
