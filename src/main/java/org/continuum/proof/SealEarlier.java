package org.continuum.proof;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.continuum.bulk.SealEarlierRows;
import org.continuum.vault.MasterKeys;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The migrations that need the operator's keys, which SQL has not. They are handed over here: Quarkus looks for Java migrations
 * only where those in SQL are, and says nothing of those that stand elsewhere.
 */
@Singleton
class SealEarlier implements FlywayConfigurationCustomizer {
    /** Evidence may have 256 KiB twice, and is there three times while it is sealed. */
    private static final int BATCH = 100;

    private final MasterKeys masters;

    SealEarlier(MasterKeys masters) {
        this.masters = masters;
    }

    @Override
    public void customize(FluentConfiguration migrations) {
        migrations.javaMigrations(new SealEarlierRows(masters), new SealEarlierRecords(masters, BATCH));
    }
}
