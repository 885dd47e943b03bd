package org.continuum.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.continuum.framework.Competency;
import org.continuum.framework.ImportedFramework;
import org.continuum.http.Problem;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rules.RuleSet;

/** What decisions are made by: published rule sets and imported frameworks. */
final class CheckRules {
    private static final String RULE_SETS = """
            SELECT r.id || ' ' || r.version AS name, r.document AS bytes, r.published_at AS stored_at, r.*,
                ARRAY(SELECT t.license_type FROM rule_set_license_type t
                    WHERE t.rule_set_id = r.id AND t.version = r.version ORDER BY 1) AS license_types,
                f.document AS floor, e.salt, e.commitment, e.recorded_at AS logged_at
            FROM rule_set r
            LEFT JOIN rule_set_layer l ON l.rule_set_id = r.id AND l.version = r.version
            LEFT JOIN rule_set f ON f.id = l.floor_id AND f.version = l.floor_version
            LEFT JOIN trail_entry e ON e.home_id = r.organization_id AND e.id IN (
                SELECT id FROM trail_entry WHERE type = 'rule-set.published' AND subject_id = r.publication_id)""";

    // What is committed to are the three of them, a line each.
    private static final String WITHDRAWALS = """
            SELECT r.rule_set_id || ' ' || r.version AS name, r.recorded_at AS stored_at, r.rule_set_id, r.version,
                convert_to(r.enacted || E'\\n' || r.effective_from || E'\\n' || r.reason, 'UTF8') AS bytes,
                e.data ->> 'ruleSet' AS logged_id, e.data ->> 'version' AS logged_version,
                e.salt, e.commitment, e.recorded_at AS logged_at
            FROM rule_set_withdrawal r LEFT JOIN trail_entry e ON e.home_id = r.organization_id
                AND e.type = 'rule-set.withdrawn' AND e.subject_id = r.withdrawal_id""";

    private static final String FRAMEWORKS = """
            SELECT r.id AS name, r.body AS bytes, r.imported_at AS stored_at, r.*, e.salt, e.commitment, e.recorded_at AS logged_at
            FROM framework r LEFT JOIN trail_entry e ON e.home_id = r.organization_id
                AND e.type = 'framework.imported' AND e.subject_id = r.id""";

    private static final String COMPETENCIES = """
            SELECT concat_ws(' ', code, position, item_id, statement, coalesce(label, '-'), coalesce(parent, '-'))
            FROM framework_competency WHERE framework_id = '%s'""";

    private static final String SCALES = """
            SELECT concat_ws(' ', code, dimension, array_to_string(levels, '|'))
            FROM framework_scale WHERE framework_id = '%s'""";

    private final CheckRecords records;
    private final Findings findings;

    CheckRules(CheckRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() throws SQLException {
        records.each("rule_set", RULE_SETS, (name, row, said) -> ruleSet(name, row));
        records.each("rule_set_withdrawal", WITHDRAWALS, (name, row, said) -> {
            findings.same(name, "rule_set_id", row.getString("rule_set_id"), row.getString("logged_id"));
            findings.same(name, "version", row.getString("version"), row.getString("logged_version"));
        });
        records.each("framework", FRAMEWORKS, this::framework);
    }

    private void ruleSet(String name, ResultSet row) throws SQLException {
        records.digest(name, row);
        try {
            byte[] floor = row.getBytes("floor");
            RuleSetDocument document = floor == null
                    ? RuleSetDocument.read(row.getBytes("bytes"))
                    : RuleSetDocument.read(row.getBytes("bytes"), RuleSetDocument.read(floor));
            findings.require(
                    (document.layer() == null) == (floor == null), name + ": rule_set_layer says something else");
            RuleSet rules = document.ruleSet();
            findings.same(name, "id", row.getString("id"), rules.id());
            findings.same(name, "version", row.getString("version"), rules.version());
            findings.same(name, "title", row.getString("title"), rules.title());
            findings.same(name, "authority", row.getString("authority"), document.authority());
            findings.same(name, "standing", row.getString("standing"), document.standing());
            findings.same(name, "enacted", row.getObject("enacted", LocalDate.class), rules.enacted());
            findings.same(
                    name, "effective_from", row.getObject("effective_from", LocalDate.class), rules.effectiveFrom());
            findings.same(name, "effective_to", row.getObject("effective_to", LocalDate.class), rules.effectiveTo());
            findings.same(
                    name,
                    "rule_set_license_type",
                    List.of((String[]) row.getArray("license_types").getArray()),
                    floor == null ? List.copyOf(new TreeSet<>(rules.licenseTypes())) : List.of());
        } catch (Problem e) {
            findings.add(name + ": this version of the service cannot read its document");
        }
    }

    private void framework(String name, ResultSet row, JsonNode said) throws SQLException {
        records.digest(name, row);
        JsonNode document = said.path("CFDocument");
        findings.same(
                name, "title", row.getString("title"), document.path("title").asText());
        findings.same(
                name,
                "creator",
                row.getString("creator"),
                document.path("creator").asText());
        findings.same(
                name,
                "document_id",
                row.getString("document_id"),
                document.path("identifier").asText().toLowerCase(Locale.ROOT));
        try {
            ImportedFramework imported = ImportedFramework.of(row.getBytes("bytes"));
            findings.same(name, "version", row.getString("version"), imported.version());
            findings.same(
                    name, "framework_competency", stored(COMPETENCIES, row.getString("id")), competencies(imported));
            findings.same(name, "framework_scale", stored(SCALES, row.getString("id")), scales(imported));
        } catch (IOException e) {
            findings.add(name + ": this version of the service cannot read its package");
        }
    }

    private List<String> stored(String query, String framework) throws SQLException {
        List<String> stored = new ArrayList<>();
        records.rows(query.formatted(framework), row -> stored.add(row.getString(1)));
        stored.sort(null);
        return stored;
    }

    private static List<String> competencies(ImportedFramework imported) {
        return IntStream.range(0, imported.competencies().size())
                .mapToObj(i -> {
                    Competency one = imported.competencies().get(i);
                    return "%s %d %s %s %s %s"
                            .formatted(
                                    one.code(),
                                    i,
                                    imported.items().get(one.code()),
                                    one.statement(),
                                    Objects.requireNonNullElse(one.label(), "-"),
                                    Objects.requireNonNullElse(one.parent(), "-"));
                })
                .sorted()
                .toList();
    }

    private static List<String> scales(ImportedFramework imported) {
        return imported.competencies().stream()
                .flatMap(one -> one.scales().entrySet().stream()
                        .map(scale -> one.code() + " " + scale.getKey() + " " + String.join("|", scale.getValue())))
                .sorted()
                .toList();
    }
}
