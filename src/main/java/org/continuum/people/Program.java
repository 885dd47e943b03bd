package org.continuum.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.continuum.http.Ids;

/** A preparation program of one provider. */
@Entity
public class Program {
    @Id
    UUID id;

    @Column(name = "provider_id")
    UUID provider;

    String code;
    String title;
    String field;

    @Column(name = "grade_band")
    String gradeBand;

    String route;

    /** Counts the changes; acts compare it under a lock on the row, so Hibernate need not. */
    long version = 1;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Program() {}

    Program(ProgramDetails details) {
        id = Ids.next();
        provider = details.provider();
        code = details.code();
        title = details.title();
        field = details.field();
        gradeBand = details.gradeBand();
        route = details.route();
    }

    void change(ProgramDetails details) {
        code = details.code();
        title = details.title();
        field = details.field();
        gradeBand = details.gradeBand();
        route = details.route();
        version++;
    }

    public UUID id() {
        return id;
    }

    public UUID provider() {
        return provider;
    }

    public String field() {
        return field;
    }

    public String gradeBand() {
        return gradeBand;
    }

    public String route() {
        return route;
    }
}
