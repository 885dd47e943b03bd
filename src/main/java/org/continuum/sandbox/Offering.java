package org.continuum.sandbox;

/** The preparation programs of the synthetic state. */
enum Offering {
    ELEMENTARY(
            Institution.UNIVERSITY,
            "EL-MAT",
            "Elementary education, Master of Arts",
            "elementary",
            "K-5",
            "university"),
    MATHEMATICS(Institution.UNIVERSITY, "MA-BSE", "Mathematics education", "mathematics", "6-12", "university"),
    RESIDENCY(Institution.RESIDENCY, "RES-EL", "Elementary residency", "elementary", "K-5", "residency"),
    SCIENCE(Institution.CHARTERS, "SCI", "Science teaching fellowship", "science", "6-12", "charter"),
    EARLY_CHILDHOOD(Institution.COLLEGE, "EC", "Early childhood, PreK-2", "early-childhood", "PreK-2", "university");

    final Institution provider;
    final String code;
    final String title;
    final String field;
    final String gradeBand;
    final String route;

    Offering(Institution provider, String code, String title, String field, String gradeBand, String route) {
        this.provider = provider;
        this.code = code;
        this.title = title;
        this.field = field;
        this.gradeBand = gradeBand;
        this.route = route;
    }
}
