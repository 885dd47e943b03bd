package org.continuum.evidence;

import static org.continuum.people.Registry.as;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;

/** Evidence for tests. */
final class Records {
    private Records() {}

    /** The envelope and further fields: name, value, name, value … */
    static Map<String, Object> of(String kind, UUID person, String occurredOn, Object... fields) {
        Map<String, Object> record = new HashMap<>();
        record.put("kind", kind);
        record.put("person", person);
        record.put("occurredOn", occurredOn);
        for (int i = 0; i < fields.length; i += 2) {
            record.put((String) fields[i], fields[i + 1]);
        }
        return record;
    }

    static ValidatableResponse submit(UUID organization, Object record) {
        return as(organization, Role.PROGRAM_SUBMITTER)
                .body(record)
                .post("/evidence")
                .then();
    }

    static ValidatableResponse submitAt(String time, UUID organization, Object record) {
        return as(organization, Role.PROGRAM_SUBMITTER)
                .header("Sandbox-Time", time)
                .body(record)
                .post("/evidence")
                .then();
    }

    static String id(ValidatableResponse accepted) {
        return accepted.statusCode(201).extract().path("id");
    }
}
