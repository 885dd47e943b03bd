package org.continuum.proof;

import java.util.List;
import org.continuum.vault.MasterKeys;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * V132: merges, dismissals of possible duplicates and deactivations, with the reasons in them. Their digests become those of the
 * sealed bytes, which confirm no guess.
 */
public final class SealEarlierReasons extends SealEarlierRecords {
    private static final List<Kind> KINDS = List.of(
            kind("person.merged", "person_merge", "r.person_id = e.home_id AND r.id = e.subject_id", "id", null),
            again("person.merged", "person_merge", "r.survivor_id = e.home_id AND r.id = e.subject_id", null),
            kind(
                    "duplicate.dismissed",
                    "duplicate_dismissal",
                    "r.person_id = e.home_id AND r.id = e.subject_id",
                    "id",
                    "r.other_id"),
            again(
                    "duplicate.dismissed",
                    "duplicate_dismissal",
                    "r.other_id = e.home_id AND r.id = e.subject_id",
                    "r.person_id"),
            kind("person.deactivated", "person_deactivation", "r.person_id = e.home_id", "person_id", null));

    /** Made by Flyway. */
    public SealEarlierReasons() {
        super(KINDS);
    }

    SealEarlierReasons(MasterKeys masters, int rows) {
        super(masters, rows, KINDS);
    }

    private static Kind kind(String type, String table, String where, String id, @Nullable String other) {
        return new Kind(
                type,
                table,
                where,
                id,
                other,
                List.of(new Column("record", "'%s.record'".formatted(table))),
                ", digest = sha256(s.record)");
    }

    /** The entry on the other's record, of which only the salt is left to be sealed. */
    private static Kind again(String type, String table, String where, @Nullable String other) {
        return new Kind(type, table, where, "id", other, List.of(), "");
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("132");
    }

    @Override
    public String getDescription() {
        return "seal earlier reasons";
    }
}
