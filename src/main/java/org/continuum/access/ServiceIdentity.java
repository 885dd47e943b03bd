package org.continuum.access;

import java.util.Locale;

/** The parts of the service that work outside of any request. The database knows them by name and shows each what it needs. */
public enum ServiceIdentity {
    /** Lets requests in: sees who is shut out. */
    GATE,
    /** Gives entries their place and measures how long they wait: sees entries of the trail. */
    SEQUENCER,
    /** Delivers events: sees subscriptions and their deliveries; the events it reads as the subscriber. */
    WEBHOOKS,
    /** Looks for bulk jobs in which there is something to do: sees jobs and rows on their way in; it acts as the submitter. */
    BULK,
    /** Brings persons' wrapped keys under the operator's next key: sees those. */
    VAULT,
    /** Checks a whole database: sees everything. */
    CHECK,
    /** Whoever needs no token: sees nothing of anybody. */
    PUBLIC;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
