package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The example for operators knows the roles that there are; what else is in it {@link ProveKeycloak} tries. */
class KeycloakRealmTest {
    @Test
    void the_realm_for_keycloak_has_each_role_of_a_token() throws IOException {
        List<String> named = new ObjectMapper()
                .readTree(Path.of("docs", "keycloak-realm.json").toFile())
                .at("/roles/client/continuum-roles")
                .findValuesAsText("name");
        Set<String> due = new HashSet<>(Role.ALL);
        due.removeAll(Set.of(Role.ANY, Role.PUBLIC));
        assertThat(named).containsExactlyInAnyOrderElementsOf(due);
    }
}
