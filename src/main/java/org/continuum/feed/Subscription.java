package org.continuum.feed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.continuum.http.Ids;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What an organization wants delivered, and where to. How far the delivery has come is {@link Progress}. */
@Entity
public class Subscription {
    @Id
    UUID id;

    @Column(name = "organization_id")
    UUID organization;

    /** In which it was made; the purpose of what is delivered follows from it. */
    String role;

    String url;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> types;

    @Column(name = "payload_version")
    String payloadVersion;

    @Nullable
    String description;

    @Enumerated(EnumType.STRING)
    SubscriptionState state;

    @Column(name = "disabled_for")
    @Enumerated(EnumType.STRING)
    @Nullable
    DisabledFor disabledFor;

    /** Counts the changes; acts compare it under a lock on the row, so Hibernate need not. */
    long version = 1;

    @Column(name = "created_at")
    Instant createdAt;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Subscription() {}

    @SuppressWarnings("NullAway.Init") // change does the rest
    Subscription(UUID organization, String role, SubscriptionDetails details, Instant createdAt) {
        this.id = Ids.next();
        this.organization = organization;
        this.role = role;
        this.createdAt = createdAt;
        take(details);
    }

    /** Also makes a disabled one active again, unless it is to pause. */
    void change(SubscriptionDetails details) {
        take(details);
        version++;
    }

    void disable(DisabledFor reason) {
        state = SubscriptionState.DISABLED;
        disabledFor = reason;
        version++;
    }

    private void take(SubscriptionDetails details) {
        url = details.url();
        types = details.types().stream().distinct().toList();
        payloadVersion = details.payloadVersion();
        description = details.description();
        state = details.paused() ? SubscriptionState.PAUSED : SubscriptionState.ACTIVE;
        disabledFor = null;
    }
}
