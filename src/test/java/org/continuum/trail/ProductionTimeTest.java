package org.continuum.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A production build knows no time but the machine's, and nothing of the sandbox. */
@QuarkusTest
@TestProfile(ProductionTimeTest.Production.class)
class ProductionTimeTest {
    public static class Production implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "prod";
        }

        /** What production does not start without. */
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "continuum.log.origin",
                    "production.example/log",
                    "continuum.log.key.file",
                    "target/production-time-test/log-key.pem",
                    "continuum.log.key.make",
                    "true",
                    "continuum.vault.keys",
                    "bm90IGEgc2VjcmV0OiBmb3IgZGV2ZWxvcG1lbnQgYiE=",
                    "continuum.vault.index.key",
                    "bm90IGEgc2VjcmV0OiBmb3IgZGV2ZWxvcG1lbnQgYyE=");
        }
    }

    @Inject
    ServiceTime time;

    @Test
    void time_is_the_machines() {
        assertSame(SystemTime.class, ClientProxy.unwrap(time).getClass());
        assertEquals(0, time.now().getNano() % 1_000);
    }

    @Test
    void time_on_a_persons_record_always_moves_on() {
        Instant ahead = time.now().plusSeconds(60);
        assertEquals(ahead.plusNanos(1_000), time.after(ahead));
    }

    @Test
    void nothing_of_the_sandbox_is_there() {
        List<String> beans = Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass().getName())
                .toList();
        assertTrue(beans.contains(SystemTime.class.getName()), () -> "the search finds nothing: " + beans);
        assertFalse(beans.stream().anyMatch(name -> name.startsWith("org.continuum.sandbox.")));
    }
}
