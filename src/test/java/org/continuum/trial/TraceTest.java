package org.continuum.trial;

import static io.restassured.RestAssured.given;
import static org.continuum.trial.Patience.await;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.junit.jupiter.api.Test;

/** Once an operator switches tracing on, a request belongs to the trace that its traceparent names. */
@QuarkusTest
@TestProfile(TraceTest.Traced.class)
class TraceTest {
    public static class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.bsp.schedule.delay", "100ms");
        }
    }

    /** Keeps what would be sent to a collector. */
    @Singleton
    public static class Collector implements SpanExporter {
        final List<SpanData> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> finished) {
            spans.addAll(finished);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Inject
    Collector collector;

    @Test
    void a_request_joins_the_trace_that_it_names() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        given().auth()
                .oauth2(Tokens.of(UUID.randomUUID(), Role.OPERATOR))
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .get("/organizations")
                .then()
                .statusCode(200);

        await().until(() -> collector.spans.stream()
                .anyMatch(span -> span.getTraceId().equals(trace)
                        && span.getParentSpanId().equals("00f067aa0ba902b7")));
    }
}
