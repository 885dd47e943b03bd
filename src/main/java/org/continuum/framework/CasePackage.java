package org.continuum.framework;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A competency framework as 1EdTech CASE 1.1 packs it. All fields that CASE has in a package are known, so that a package
 * comes in whole; what this service understands of them says {@link Reading}.
 *
 * <p>Definitions and extensions are kept and not looked into.
 */
@Schema(name = "CFPackage", description = "A competency framework as CASE 1.1 packs it.")
public record CasePackage(
        @NotNull @JsonProperty("CFDocument") Document document,

        @NotNull @Size(min = 1, max = 10_000) @JsonProperty("CFItems")
        List<Item> items,

        @Nullable @Size(max = 20_000) @JsonProperty("CFAssociations")
        List<Association> associations,

        @Nullable @JsonProperty("CFDefinitions") @Schema(description = "Kept, not looked into.")
        Map<String, Object> definitions,

        @Nullable @Size(max = 1000) @JsonProperty("CFRubrics")
        List<Rubric> rubrics,

        @Nullable Map<String, Object> extensions) {
    @Override
    public List<Association> associations() {
        return associations == null ? List.of() : associations;
    }

    @Override
    public List<Rubric> rubrics() {
        return rubrics == null ? List.of() : rubrics;
    }

    @Schema(name = "CFDocument")
    public record Document(
            @NotNull UUID identifier,
            @NotNull String uri,
            @Nullable String frameworkType,
            @Nullable @Pattern(regexp = "1\\.[01]") String caseVersion,
            @NotNull @Size(min = 1, max = 500) String creator,
            @NotNull @Size(min = 1, max = 500) String title,
            @NotNull OffsetDateTime lastChangeDateTime,
            @Nullable @JsonProperty("officialSourceURL") String officialSource,
            @Nullable String publisher,
            @Nullable String description,
            @Nullable List<String> subject,
            @Nullable @JsonProperty("subjectURI") List<Link> subjectLinks,
            @Nullable String language,

            @Nullable @Size(min = 1, max = 100) @Schema(description = "Absent: lastChangeDateTime as it was sent.")
            String version,

            @Nullable String adoptionStatus,
            @Nullable LocalDate statusStartDate,
            @Nullable LocalDate statusEndDate,
            @Nullable @JsonProperty("licenseURI") Link license,
            @Nullable String notes,
            @Nullable Map<String, Object> extensions) {
        /** What tells this version of the document from others. */
        String versionName() {
            return version == null ? lastChangeDateTime.toString() : version;
        }
    }

    @Schema(name = "CFItem")
    public record Item(
            @NotNull UUID identifier,
            @NotNull @Size(min = 1) String fullStatement,
            @Nullable String alternativeLabel,
            @Nullable @JsonProperty("CFItemType") String itemType,
            @NotNull String uri,

            @Nullable @Size(min = 1, max = 100) @Schema(description = "The competency's code; absent: the identifier.")
            String humanCodingScheme,

            @Nullable String listEnumeration,
            @Nullable String abbreviatedStatement,
            @Nullable List<String> conceptKeywords,
            @Nullable @JsonProperty("conceptKeywordsURI") Link conceptKeywordsLink,
            @Nullable String notes,
            @Nullable List<String> subject,
            @Nullable @JsonProperty("subjectURI") List<Link> subjectLinks,
            @Nullable String language,
            @Nullable List<String> educationLevel,
            @Nullable @JsonProperty("CFItemTypeURI") Link itemTypeLink,
            @Nullable @JsonProperty("licenseURI") Link license,
            @Nullable LocalDate statusStartDate,
            @Nullable LocalDate statusEndDate,
            @NotNull OffsetDateTime lastChangeDateTime,
            @Nullable Map<String, Object> extensions) {}

    @Schema(name = "CFAssociation")
    public record Association(
            @NotNull UUID identifier,

            @NotNull
            @Size(max = 100)
            @Pattern(
                    regexp = "isChildOf|isPeerOf|isPartOf|exactMatchOf|precedes|isRelatedTo|replacedBy|exemplar"
                            + "|hasSkillLevel|isTranslationOf|ext:[a-zA-Z0-9._-]+")
            @Schema(description = "isChildOf makes the tree; other associations are kept.")
            String associationType,

            @Nullable Integer sequenceNumber,
            @NotNull String uri,
            @NotNull @JsonProperty("originNodeURI") Node origin,
            @NotNull @JsonProperty("destinationNodeURI") Node destination,

            @Nullable @JsonProperty("CFAssociationGroupingURI")
            Link grouping,

            @NotNull OffsetDateTime lastChangeDateTime,
            @Nullable String notes,
            @Nullable Map<String, Object> extensions) {}

    @Schema(name = "CFRubric")
    public record Rubric(
            @NotNull UUID identifier,
            @NotNull String uri,
            @Nullable String title,
            @Nullable String description,
            @NotNull OffsetDateTime lastChangeDateTime,

            @Nullable @Size(max = 10_000) @JsonProperty("CFRubricCriteria")
            List<Criterion> criteria,

            @Nullable Map<String, Object> extensions) {
        @Override
        public List<Criterion> criteria() {
            return criteria == null ? List.of() : criteria;
        }
    }

    @Schema(name = "CFRubricCriterion")
    public record Criterion(
            @NotNull UUID identifier,
            @NotNull String uri,

            @Nullable
            @Size(min = 1, max = 100)
            @Schema(description = "The dimension that is rated, where there are several.")
            String category,

            @Nullable String description,

            @Nullable
            @JsonProperty("CFItemURI")
            @Schema(description = "What it rates: the item and those below it; absent: every item.")
            Link item,

            @Nullable BigDecimal weight,
            @Nullable Integer position,
            @Nullable UUID rubricId,
            @NotNull OffsetDateTime lastChangeDateTime,

            @Nullable @Size(max = 100) @JsonProperty("CFRubricCriterionLevels")
            List<Level> levels,

            @Nullable Map<String, Object> extensions) {
        @Override
        public List<Level> levels() {
            return levels == null ? List.of() : levels;
        }
    }

    @Schema(name = "CFRubricCriterionLevel")
    public record Level(
            @NotNull UUID identifier,
            @NotNull String uri,
            @Nullable String description,

            @Nullable @Size(min = 1, max = 100) @Schema(description = "The level's name, as ratings use it.")
            String quality,

            @Nullable @Schema(description = "Orders the levels where each has one: the lowest first.")
            BigDecimal score,

            @Nullable String feedback,

            @Nullable @Schema(description = "Orders the levels where not each has a score.")
            Integer position,

            @Nullable UUID rubricCriterionId,
            @NotNull OffsetDateTime lastChangeDateTime,
            @Nullable List<Map<String, Object>> extensions) {}

    /** A link to another object of CASE. */
    @Schema(name = "CFLink")
    public record Link(
            @NotNull String title,
            @NotNull UUID identifier,
            @NotNull String uri) {}

    /** One end of an association, which may lie anywhere and be named in any way. */
    @Schema(name = "CFNode")
    public record Node(
            @NotNull String title,
            @NotNull String identifier,
            @NotNull String uri,
            @Nullable String targetType) {}
}
