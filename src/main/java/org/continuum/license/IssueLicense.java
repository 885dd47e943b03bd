package org.continuum.license;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.Trail;

/** What a grant does besides being recorded. Not an act of its own: without a decision there is no license. */
@ApplicationScoped
class IssueLicense {
    private final Licenses licenses;
    private final Trail trail;
    private final ObjectMapper json;

    IssueLicense(Licenses licenses, Trail trail, ObjectMapper json) {
        this.licenses = licenses;
        this.trail = trail;
        this.json = json;
    }

    void issue(LicensingDecision decision, UUID id, LicensingDecisionRequest asked, Grounds grounds) {
        LocalDate startsOn = grounds.startsOn(asked);
        License license;
        byte[] bytes;
        try {
            license = new License(
                    decision.person(),
                    id,
                    licenses.nextNumber(grounds.today()),
                    decision.licenseType(),
                    decision.authority(),
                    grounds.today(),
                    startsOn,
                    asked.end(startsOn).orElseThrow(),
                    grounds.zone(),
                    LicenseCondition.of(json.readTree(grounds.determination().answer())),
                    decision.id(),
                    decision.determination());
            bytes = json.writeValueAsBytes(license);
        } catch (IOException e) {
            throw new IllegalStateException("A frozen answer can always be read, and a license written", e);
        }
        Receipt receipt =
                trail.append(new Entry("license.issued", license.person(), license.id(), bytes, told(license)));
        if (!licenses.add(license, bytes, receipt)) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Nothing was recorded; see errors.",
                    List.of(new Violation(
                            "/determination",
                            "A license has been issued on this determination already.",
                            "See the person's licenses; a further license needs a determination of its own.")));
        }
    }

    /** What a district must know at once. Not the number: it means the holder wherever it is read. */
    private static Map<String, Object> told(License license) {
        return Map.of(
                "licenseType", license.licenseType(),
                "issuedOn", license.issuedOn().toString(),
                "startsOn", license.startsOn().toString(),
                "expiresOn", license.expiresOn().toString(),
                "zone", license.zone().getId(),
                "conditions", license.conditions(),
                "decision", license.decision());
    }
}
