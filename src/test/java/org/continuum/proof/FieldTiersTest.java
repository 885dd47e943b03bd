package org.continuum.proof;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.continuum.access.Role;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.junit.jupiter.api.Test;

/** What each viewer sees of one person's record, over HTTP: the table of docs/access.md. */
@QuarkusTest
class FieldTiersTest {
    /** A part of the record, and where it would be seen. */
    private enum Part {
        NAME(""),
        CANDIDATE_OBSERVED("/evidence"),
        CANDIDATE_CLEARED("/evidence"),
        EMPLOYEE_CLEARED("/evidence"),
        GROWTH("/evidence"),
        READINESS("/readiness"),
        DETERMINATION("/determinations/"),
        DECISION("/licensing-decisions"),
        LICENSE("/licenses"),
        ENROLLMENT("/enrollments"),
        EMPLOYMENT("/employments"),
        INDUCTION("/inductions"),
        WHO_READ("/accesses");

        private final String below;

        Part(String below) {
            this.below = below;
        }
    }

    private static final Map<String, Set<Part>> SEEN = Map.ofEntries(
            entry("the person", EnumSet.allOf(Part.class)),
            entry(
                    "preparation provider",
                    EnumSet.of(
                            Part.NAME,
                            Part.CANDIDATE_OBSERVED,
                            Part.CANDIDATE_CLEARED,
                            Part.READINESS,
                            Part.LICENSE,
                            Part.ENROLLMENT)),
            entry(
                    "licensing authority",
                    EnumSet.of(
                            Part.NAME,
                            Part.CANDIDATE_OBSERVED,
                            Part.CANDIDATE_CLEARED,
                            Part.EMPLOYEE_CLEARED,
                            Part.READINESS,
                            Part.DETERMINATION,
                            Part.DECISION,
                            Part.LICENSE,
                            Part.ENROLLMENT,
                            Part.EMPLOYMENT)),
            entry(
                    "district HR",
                    EnumSet.of(
                            Part.NAME,
                            Part.EMPLOYEE_CLEARED,
                            Part.GROWTH,
                            Part.LICENSE,
                            Part.EMPLOYMENT,
                            Part.INDUCTION)),
            entry("mentor", EnumSet.of(Part.GROWTH, Part.INDUCTION)),
            entry("mentor of somebody else", EnumSet.noneOf(Part.class)),
            entry("researcher", EnumSet.noneOf(Part.class)),
            entry("auditor", EnumSet.noneOf(Part.class)),
            entry("HR of another district that employs her", EnumSet.of(Part.NAME, Part.LICENSE)),
            entry("HR of a district that employed her long ago", EnumSet.noneOf(Part.class)),
            entry("another district's HR", EnumSet.noneOf(Part.class)),
            entry("another program", EnumSet.noneOf(Part.class)));

    private final Map<Part, UUID> ids = new HashMap<>();
    private final Map<String, Supplier<RequestSpecification>> viewers = new LinkedHashMap<>();
    private Board board;

    @Test
    void each_viewer_sees_what_the_table_says_and_no_more() {
        record();
        Map<String, Set<Part>> seen = new HashMap<>();
        viewers.forEach((viewer, asking) -> {
            Set<Part> parts = EnumSet.noneOf(Part.class);
            for (Part part : Part.values()) {
                if (sees(asking, part)) {
                    parts.add(part);
                }
            }
            seen.put(viewer, parts);
        });
        assertThat(seen).isEqualTo(SEEN);
    }

    /** Each piece by itself: as it is, as the bytes that came, as what proves it; and opened in the whole bundle. */
    @Test
    void evidence_that_a_viewer_does_not_see_is_found_nowhere_else_either() {
        record();
        viewers.forEach((viewer, asking) -> {
            Response bundle = asking.get().get(of("/proof-bundle"));
            for (Part part :
                    List.of(Part.CANDIDATE_OBSERVED, Part.CANDIDATE_CLEARED, Part.EMPLOYEE_CLEARED, Part.GROWTH)) {
                boolean due = SEEN.get(viewer).contains(part);
                for (String form : List.of("", "/bytes", "/proof")) {
                    int status = asking.get()
                            .get(of("/evidence/" + ids.get(part) + form))
                            .statusCode();
                    assertThat(status == 200)
                            .as("%s, %s%s: %d", viewer, part, form, status)
                            .isEqualTo(due);
                }
                assertThat(bundle.asString().contains(ids.get(part).toString()))
                        .as("%s, %s, in the bundle", viewer, part)
                        .isEqualTo(due && bundle.statusCode() == 200);
            }
        });
    }

    private boolean sees(Supplier<RequestSpecification> asking, Part part) {
        String path = of(part.below);
        path = switch (part) {
            case READINESS -> path + "?licenseType=" + board.licenseType();
            case DETERMINATION -> path + ids.get(part);
            default -> path;
        };
        Response answer = asking.get().get(path);
        assertThat(answer.statusCode()).as(path).isIn(200, 403, 404);
        return answer.statusCode() == 200
                && (!ids.containsKey(part)
                        || answer.asString().contains(ids.get(part).toString()));
    }

    private void record() {
        board = Board.open();
        UUID university = board.university();
        ids.put(Part.CANDIDATE_CLEARED, board.post(university, Role.PROGRAM_SUBMITTER, board.check()));
        ids.put(
                Part.CANDIDATE_OBSERVED,
                board.post(university, Role.PROGRAM_SUBMITTER, board.observation("2026-03-02")));
        board.post(university, Role.PROGRAM_SUBMITTER, board.observation("2026-03-03"));
        ids.put(Part.DETERMINATION, board.freeze());
        ids.put(Part.LICENSE, board.grant());
        UUID district = Registry.employer();
        ids.put(Part.EMPLOYMENT, Registry.employ(district, board.person()));
        ids.put(Part.EMPLOYEE_CLEARED, board.post(district, Role.DISTRICT_HR, board.check()));
        Map<String, Object> observed = board.observation("2026-06-01");
        observed.put("purpose", "growth");
        ids.put(Part.GROWTH, board.post(district, Role.DISTRICT_HR, observed));
        ids.put(
                Part.INDUCTION,
                UUID.fromString(as(district, Role.DISTRICT_HR)
                        .body(Map.of("startedOn", "2026-09-01"))
                        .post(of("/inductions"))
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id")));
        view("the person", () -> herself(board.person()));
        view("preparation provider", university, Role.PROGRAM_SUBMITTER);
        view("licensing authority", board.authority(), Role.BOARD_ANALYST);
        view("district HR", district, Role.DISTRICT_HR);
        UUID mentor = Registry.person(district);
        Registry.assign(
                district, board.person(), ids.get(Part.INDUCTION), Map.of("mentor", mentor, "startedOn", "2026-09-01"));
        view("mentor", () -> Registry.asMentor(district, mentor));
        UUID colleague = Registry.person(Registry.provider());
        Registry.employ(district, colleague);
        UUID another = Registry.mentor(district, colleague);
        view("mentor of somebody else", () -> Registry.asMentor(district, another));
        view("researcher", board.authority(), Role.RESEARCHER);
        view("auditor", board.authority(), Role.AUDITOR);
        UUID next = Registry.employer();
        Registry.employ(next, board.person());
        view("HR of another district that employs her", next, Role.DISTRICT_HR);
        UUID once = Registry.employer();
        Registry.employedOnce(once, board.person());
        view("HR of a district that employed her long ago", once, Role.DISTRICT_HR);
        view("another district's HR", Registry.employer(), Role.DISTRICT_HR);
        view("another program", Registry.provider(), Role.PROGRAM_SUBMITTER);
    }

    private void view(String viewer, UUID organization, String... roles) {
        view(viewer, () -> as(organization, roles));
    }

    private void view(String viewer, Supplier<RequestSpecification> asking) {
        viewers.put(viewer, asking);
    }

    private String of(String below) {
        return "/people/" + board.person() + below;
    }
}
