package org.continuum.vault;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The operator's keys that wrap the persons'. Also for programs that look at a database without the service. */
@ApplicationScoped
public class MasterKeys {
    /** Of a job's key as well, though it stands elsewhere: the id behind it is what binds. */
    private static final String PLACE = "person_key.wrapped/";

    private final Keyring keys;

    public MasterKeys(@ConfigProperty(name = "continuum.vault.keys") List<String> keys) {
        this.keys = new Keyring("CONTINUUM_VAULT_KEYS", keys);
    }

    /** Keys have been read when the service has started, and found well-formed. */
    void start(@Observes StartupEvent event) {}

    /** @param person or whatever else has a key of its own, by an id that nothing else has */
    public byte[] wrapNew(UUID person) {
        return keys.seal(Box.random(PersonKey.LENGTH), PLACE + person);
    }

    public PersonKey unwrap(UUID person, byte[] wrapped) {
        return unwrap(person, wrapped, new Box());
    }

    PersonKey unwrap(UUID person, byte[] wrapped, Box box) {
        return new PersonKey(person, keys.open(box, wrapped, PLACE + person), box);
    }

    /** The same key under the operator's first. */
    public byte[] rewrap(UUID person, byte[] wrapped) {
        return keys.seal(keys.open(wrapped, PLACE + person), PLACE + person);
    }

    public boolean isUnderFirst(byte[] wrapped) {
        return keys.isUnderFirst(wrapped);
    }
}
