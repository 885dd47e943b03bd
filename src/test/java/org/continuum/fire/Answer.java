package org.continuum.fire;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;

/**
 * What a client got for one sending of a request.
 *
 * @param status the HTTP status; 0 when no answer came
 * @param body the answer's text, or why there was none
 */
record Answer(int status, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an acknowledgement says: from here on the record must not be lost. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Receipt(UUID id, long personSeq, String commitment) {}

    boolean acknowledges() {
        return status == 201;
    }

    boolean came() {
        return status != 0;
    }

    /** Refused for what it says, which no request of ours deserves. */
    boolean refuses() {
        return status >= 400 && status < 500;
    }

    boolean claimsThatNothingWasRecorded() {
        return came() && body.toLowerCase(java.util.Locale.ROOT).contains("nothing was recorded");
    }

    /** Whether it is a problem in the form of the contract. */
    @JsonIgnore
    boolean isProblem() {
        return status >= 400 && body.startsWith("{\"type\":\"/problems/");
    }

    /** Only of an acknowledgement. */
    Receipt receipt() {
        try {
            return JSON.readValue(body, Receipt.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No receipt: " + body, e);
        }
    }
}
