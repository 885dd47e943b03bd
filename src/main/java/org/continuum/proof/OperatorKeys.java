package org.continuum.proof;

import java.util.List;
import java.util.Optional;
import org.continuum.vault.BlindIndex;
import org.continuum.vault.MasterKeys;
import org.jspecify.annotations.Nullable;

/** What whoever checks a database may have of its operator's; each may be missing. */
record OperatorKeys(Optional<MasterKeys> masters, Optional<BlindIndex> index) {
    /**
     * @param masters as in CONTINUUM_VAULT_KEYS
     * @param index as in CONTINUUM_VAULT_INDEX_KEY
     */
    OperatorKeys(@Nullable String masters, @Nullable String index) {
        this(
                Optional.ofNullable(masters).map(keys -> new MasterKeys(List.of(keys.split(",")))),
                Optional.ofNullable(index).map(BlindIndex::new));
    }
}
