package org.continuum.contract;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What came back, whichever client asked.
 *
 * @param headers by their names in lower case
 */
record Reply(int status, Map<String, String> headers, byte[] body) {
    String mediaType() {
        return mediaType(headers.get("content-type"));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    static String mediaType(String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
