package org.continuum.proof;

import java.util.List;
import org.continuum.vault.MasterKeys;
import org.flywaydb.core.api.MigrationVersion;

/** V128: determinations with notices, reviews and licensing decisions, which V127 has made room for. */
public final class SealEarlierDecisions extends SealEarlierRecords {
    private static final List<Kind> KINDS = List.of(
            kind("determination.frozen", "determination", "id", "answer"),
            kind("determination.notice-issued", "determination_notice", "determination_id", "text"),
            kind("determination.review-opened", "determination_review", "id", "record"),
            kind("determination.review-decided", "determination_review_decision", "review_id", "record"),
            kind("licensing-decision.made", "licensing_decision", "id", "record"));

    /** Made by Flyway. */
    public SealEarlierDecisions() {
        super(KINDS);
    }

    SealEarlierDecisions(MasterKeys masters, int rows) {
        super(masters, rows, KINDS);
    }

    private static Kind kind(String type, String table, String id, String column) {
        return new Kind(
                type,
                table,
                "r.person_id = e.home_id AND r.%s = e.subject_id".formatted(id),
                id,
                List.of(new Column(column, "'%s.%s'".formatted(table, column))));
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("128");
    }

    @Override
    public String getDescription() {
        return "seal earlier decisions";
    }
}
