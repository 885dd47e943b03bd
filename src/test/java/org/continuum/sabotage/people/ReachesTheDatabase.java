package org.continuum.sabotage.people;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;

/** Asks the database for nobody. */
class ReachesTheDatabase {
    @Inject
    AgroalDataSource database;
}
