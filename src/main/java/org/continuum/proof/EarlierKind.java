package org.continuum.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that have entries of one type, and that an earlier version has kept in plain.
 *
 * @param where how the record {@code r} is found from its entry {@code e}
 * @param id the record's id, for which it is sealed
 * @param other who else the record is about, in SQL, where it is sealed for both; otherwise null
 * @param columns none where another entry of the same record seals it
 * @param derived what is computed from the sealed columns {@code s}, in SQL; often nothing
 */
record EarlierKind(
        String type,
        String table,
        String where,
        String id,
        @Nullable String other,
        List<Column> columns,
        String derived) {
    private static final String ITSELF = "r.person_id = e.home_id AND r.%s = e.subject_id";

    static final List<EarlierKind> ALL = List.of(
            of(
                    "evidence.submitted",
                    "evidence",
                    ITSELF.formatted("id"),
                    "id",
                    new Column("body", "'evidence.body'"),
                    new Column("digest", "'evidence.digest'"),
                    new Column("payload", "'evidence.payload'")),
            of(
                    "evidence.signed",
                    "evidence_signature",
                    ITSELF.formatted("evidence_id") + " AND r.role = e.data ->> 'role'",
                    "evidence_id",
                    new Column("body", "'evidence_signature.body.' || r.role")),
            of("evidence.retracted", "evidence_retraction", "evidence_id", "body"),
            of("determination.frozen", "determination", "id", "answer"),
            of("determination.notice-issued", "determination_notice", "determination_id", "text"),
            of("determination.review-opened", "determination_review", "id", "record"),
            of("determination.review-decided", "determination_review_decision", "review_id", "record"),
            of("licensing-decision.made", "licensing_decision", "id", "record"),
            decided("person.merged", "person_merge", ITSELF.formatted("id"), "id", null),
            again("person.merged", "person_merge", "r.survivor_id = e.home_id AND r.id = e.subject_id", null),
            decided("duplicate.dismissed", "duplicate_dismissal", ITSELF.formatted("id"), "id", "r.other_id"),
            again(
                    "duplicate.dismissed",
                    "duplicate_dismissal",
                    "r.other_id = e.home_id AND r.id = e.subject_id",
                    "r.person_id"),
            decided("person.deactivated", "person_deactivation", "r.person_id = e.home_id", "person_id", null));

    /** @param sealedAs in SQL, as what the column is sealed */
    record Column(String name, String sealedAs) {}

    private static EarlierKind of(String type, String table, String id, String column) {
        return of(type, table, ITSELF.formatted(id), id, new Column(column, "'%s.%s'".formatted(table, column)));
    }

    private static EarlierKind of(String type, String table, String where, String id, Column... columns) {
        return new EarlierKind(type, table, where, id, null, List.of(columns), "");
    }

    /** Its digest becomes that of the sealed bytes, which confirms no guess. */
    private static EarlierKind decided(String type, String table, String where, String id, @Nullable String other) {
        return new EarlierKind(
                type,
                table,
                where,
                id,
                other,
                List.of(new Column("record", "'%s.record'".formatted(table))),
                ", digest = sha256(s.record)");
    }

    /** The entry on the other's record, of which only the salt is left to be sealed. */
    private static EarlierKind again(String type, String table, String where, @Nullable String other) {
        return new EarlierKind(type, table, where, "id", other, List.of(), "");
    }
}
