package org.continuum.proof;

import java.util.List;
import org.continuum.vault.MasterKeys;
import org.flywaydb.core.api.MigrationVersion;

/** V126: evidence, later signatures and retractions, which V125 has made room for. */
public final class SealEarlierEvidence extends SealEarlierRecords {
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "evidence.submitted",
                    "evidence",
                    "r.person_id = e.home_id AND r.id = e.subject_id",
                    "id",
                    List.of(
                            new Column("body", "'evidence.body'"),
                            new Column("digest", "'evidence.digest'"),
                            new Column("payload", "'evidence.payload'"))),
            new Kind(
                    "evidence.signed",
                    "evidence_signature",
                    "r.person_id = e.home_id AND r.evidence_id = e.subject_id AND r.role = e.data ->> 'role'",
                    "evidence_id",
                    List.of(new Column("body", "'evidence_signature.body.' || r.role"))),
            new Kind(
                    "evidence.retracted",
                    "evidence_retraction",
                    "r.person_id = e.home_id AND r.evidence_id = e.subject_id",
                    "evidence_id",
                    List.of(new Column("body", "'evidence_retraction.body'"))));

    /** Made by Flyway. */
    public SealEarlierEvidence() {
        super(KINDS);
    }

    SealEarlierEvidence(MasterKeys masters, int rows) {
        super(masters, rows, KINDS);
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("126");
    }

    @Override
    public String getDescription() {
        return "seal earlier evidence";
    }
}
