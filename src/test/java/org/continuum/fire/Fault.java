package org.continuum.fire;

/** What can happen to a service and its database. */
enum Fault {
    SERVICE_KILLED("kill -9 of the service", false),
    POSTGRES_KILLED("kill -9 of PostgreSQL, postmaster and all children", false),
    POWER_CUT("power cut of the database's disk", true),
    FORCE_FAILS("fsync and fdatasync answer EIO", false),
    DISK_FULL("the database's disk is full", true),
    DATABASE_CUT_BEFORE("connection to the database cut before a message reaches it", false),
    DATABASE_CUT_AFTER("connection to the database cut after COMMIT, before its answer", false),
    DATABASE_SILENT("connection to the database silent after COMMIT", false),
    CLIENT_CUT_BEFORE("connection to the client cut before the request reaches the service", false),
    CLIENT_CUT_AFTER("connection to the client cut before the answer reaches it", false),
    CLIENT_SILENT("connection to the client silent before the answer reaches it", false);

    final String words;
    final boolean needsDisk;

    Fault(String words, boolean needsDisk) {
        this.words = words;
        this.needsDisk = needsDisk;
    }
}
