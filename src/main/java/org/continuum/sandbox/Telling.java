package org.continuum.sandbox;

import static org.continuum.sandbox.Career.fields;

import io.quarkus.arc.profile.IfBuildProfile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Tells the service one person's history, deed by deed. */
@IfBuildProfile(anyOf = {"dev", "test"})
final class Telling {
    private final Neighbor neighbor;
    private final Ground ground;
    private final String key;
    private final UUID person;
    private final Map<String, Object> knownBy;
    private final Map<String, UUID> ids = new HashMap<>();

    /**
     * @param board who gave the person's identifier
     */
    Telling(Neighbor neighbor, Ground ground, Institution board, SyntheticPerson told) {
        this.neighbor = neighbor;
        this.ground = ground;
        this.key = "synthetic-state/" + told.identifier() + "/";
        Map<String, Object> identifier =
                fields("issuer", ground.organization(board).toString(), "value", told.identifier());
        String birthDate = told.birthDate().toString();
        this.knownBy = new HashMap<>(identifier);
        this.knownBy.put("birthDate", birthDate);
        this.person = neighbor.post(
                ground.caller(told.registrar()),
                told.history().getFirst().at(),
                key + "person",
                "/people",
                fields(
                        "givenName", told.givenName(),
                        "familyName", told.familyName(),
                        "birthDate", birthDate,
                        "identifiers", List.of(identifier)));
        told.history().forEach(this::tell);
    }

    UUID person() {
        return person;
    }

    /** By what whoever has nothing to do with the person yet shows that it means her. */
    Map<String, Object> knownBy() {
        return knownBy;
    }

    /** The id of what was submitted under this name. */
    UUID id(String name) {
        return Objects.requireNonNull(ids.get(name), name);
    }

    private void tell(Deed deed) {
        String path = "/people/" + person;
        switch (deed) {
            case Deed.Enrolls enrolls ->
                post(
                        deed,
                        path + "/enrollments",
                        enrollment(enrolls.program(), enrolls.startedOn().toString()));
            case Deed.Leaves leaves -> leave(leaves);
            case Deed.Employs employs ->
                post(
                        deed,
                        path + "/employments",
                        fields(
                                "employer",
                                ground.organization(deed.by()).toString(),
                                "startedOn",
                                employs.startedOn().toString(),
                                "position",
                                "teacher",
                                "identifiedBy",
                                knownBy));
            case Deed.Submits submits -> post(deed, "/evidence", evidence(submits));
            case Deed.Signs signs ->
                post(
                        deed,
                        path + "/evidence/" + id(signs.submission()) + "/signatures",
                        fields(
                                "role",
                                signs.role(),
                                "signer",
                                signs.signer(),
                                "signedOn",
                                signs.day().toString()));
            case Deed.Grants grants -> grant(grants);
            case Deed.Inducts inducts -> induct(inducts);
            case Deed.Retracts retracts ->
                post(
                        deed,
                        path + "/evidence/" + id(retracts.submission()) + "/retraction",
                        fields("reason", retracts.reason(), "issuerWithdrew", retracts.issuerWithdrew()));
        }
    }

    private void post(Deed deed, String path, Map<String, Object> body) {
        ids.put(deed.name(), neighbor.post(ground.caller(deed.by()), deed.at(), key + deed.name(), path, body));
    }

    private void grant(Deed.Grants grants) {
        UUID determination = neighbor.post(
                ground.caller(grants.by()),
                grants.at(),
                key + grants.name() + "-determination",
                "/people/" + person + "/determinations",
                fields("licenseType", grants.licenseType()));
        post(
                grants,
                "/people/" + person + "/licensing-decisions",
                fields("determination", determination.toString(), "act", "grant", "term", grants.term()));
    }

    private void induct(Deed.Inducts inducts) {
        String path = "/people/" + person + "/inductions";
        Map<String, Object> from = fields("startedOn", inducts.startedOn().toString());
        post(inducts, path, from);
        neighbor.post(
                ground.caller(inducts.by()),
                inducts.at(),
                key + inducts.name() + "-mentor",
                path + "/" + id(inducts.name()) + "/mentorships",
                fields(
                        "mentor",
                        ground.mentor(inducts.by()).toString(),
                        "startedOn",
                        inducts.startedOn().toString()));
    }

    private Map<String, Object> enrollment(Offering program, String startedOn) {
        return fields("program", ground.program(program).toString(), "startedOn", startedOn);
    }

    private void leave(Deed.Leaves leaves) {
        Map<String, Object> enrollment =
                enrollment(leaves.program(), leaves.startedOn().toString());
        enrollment.put("endedOn", leaves.endedOn().toString());
        enrollment.put("outcome", leaves.outcome());
        try {
            neighbor.put(
                    ground.caller(leaves.by()),
                    leaves.at(),
                    "\"1\"",
                    "/people/" + person + "/enrollments/" + id("enrollment"),
                    enrollment);
        } catch (Neighbor.RefusedException e) {
            if (e.status != 412) {
                throw e;
            }
            // An earlier, interrupted loading has ended the enrollment already.
        }
    }

    private Map<String, Object> evidence(Deed.Submits submits) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("person", person.toString());
        evidence.putAll(submits.content());
        if (submits.content().containsKey("ratings")) {
            evidence.put("framework", ground.framework().toString());
        }
        if (submits.corrects() != null) {
            evidence.put("supersedes", id(submits.corrects()).toString());
        }
        return evidence;
    }
}
