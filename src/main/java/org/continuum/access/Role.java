package org.continuum.access;

/** Role names as they stand in a token's {@code groups}. Constants, because annotations need them. */
public final class Role {
    public static final String PERSON = "person";
    public static final String PROGRAM_SUBMITTER = "program-submitter";
    public static final String PROGRAM_ADMINISTRATOR = "program-administrator";
    public static final String BOARD_ANALYST = "board-analyst";
    public static final String BOARD_DECIDER = "board-decider";
    public static final String DISTRICT_HR = "district-hr";
    public static final String MENTOR = "mentor";
    public static final String RESEARCHER = "researcher";
    public static final String AUDITOR = "auditor";
    public static final String OPERATOR = "operator";
    public static final String RULE_AUTHOR = "rule-author";

    /** Whoever has a valid token, with whatever role: for what is no person's record. */
    public static final String ANY = "**";

    private Role() {}
}
