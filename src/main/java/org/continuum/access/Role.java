package org.continuum.access;

import java.util.Set;

/** Role names as they stand in a token's {@code groups} and in the policy. */
public final class Role {
    /** Somebody who asks about her own record. She has no other role beside. */
    public static final String PERSON = "person";

    public static final String PROGRAM_SUBMITTER = "program-submitter";
    public static final String PROGRAM_ADMINISTRATOR = "program-administrator";
    public static final String BOARD_ANALYST = "board-analyst";
    public static final String BOARD_DECIDER = "board-decider";
    public static final String DISTRICT_HR = "district-hr";
    /** A person who mentors others for an organization. She has no other role beside. */
    public static final String MENTOR = "mentor";

    public static final String RESEARCHER = "researcher";
    public static final String AUDITOR = "auditor";
    public static final String OPERATOR = "operator";
    public static final String RULE_AUTHOR = "rule-author";

    /** In the policy only: whoever has a valid token, with whatever role. */
    static final String ANY = "any";

    /** In the policy only: everybody, with or without a token. */
    static final String PUBLIC = "public";

    static final Set<String> ALL = Set.of(
            PERSON,
            PROGRAM_SUBMITTER,
            PROGRAM_ADMINISTRATOR,
            BOARD_ANALYST,
            BOARD_DECIDER,
            DISTRICT_HR,
            MENTOR,
            RESEARCHER,
            AUDITOR,
            OPERATOR,
            RULE_AUTHOR,
            ANY,
            PUBLIC);

    private Role() {}
}
