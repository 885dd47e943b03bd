package org.continuum.license;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.continuum.http.Violation;
import org.continuum.people.Objection;

/** To whom a license was issued, somebody is meant by the record. */
@ApplicationScoped
class HeldLicenses implements Objection {
    private final Licenses licenses;

    HeldLicenses(Licenses licenses) {
        this.licenses = licenses;
    }

    @Override
    public List<Violation> toDeactivating(UUID person) {
        return licenses.of(person).stream()
                .map(each -> new Violation(
                        "",
                        "License %s (%s) was issued.".formatted(each.id(), each.licenseType()),
                        "Merge the record, if there is another of the same person."))
                .toList();
    }
}
