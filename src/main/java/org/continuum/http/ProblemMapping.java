package org.continuum.http;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every way a request can fail into a problem; what nobody foresaw is ours, and says nothing of our inside. */
public class ProblemMapping {
    private static final Logger LOG = Logger.getLogger(ProblemMapping.class);

    @Inject
    RoutingContext exchange;

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return answer(problem);
    }

    @ServerExceptionMapper({
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class
    })
    public Response unauthenticated(Exception refused) {
        return answer(of(401));
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException refused) {
        return answer(of(403));
    }

    @ServerExceptionMapper
    public Response refused(WebApplicationException refused) {
        Response response = refused.getResponse();
        int status = response.getStatus();
        if (status < 400) {
            return response;
        }
        if (status >= 500) {
            return unforeseen(refused);
        }
        Response answer = answer(of(status));
        Object allow = response.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? answer
                : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    public Response constraint(ConstraintViolationException refused) {
        if (refused.getConstraintViolations().stream().anyMatch(ProblemMapping::inOurAnswer)) {
            return unforeseen(refused);
        }
        List<Violation> violations = refused.getConstraintViolations().stream()
                .map(ProblemMapping::violation)
                .sorted(Comparator.comparing(Violation::pointer).thenComparing(Violation::detail))
                .toList();
        return answer(Problem.invalid(violations));
    }

    @ServerExceptionMapper
    public Response unforeseen(Throwable failure) {
        if (Outage.isBehind(failure)) {
            LOG.warnf("%s: the database does not answer: %s", CorrelationId.of(exchange), failure);
            return answer(Problem.unavailable());
        }
        if (exchange.response().closed()) { // the caller has gone, in the middle of a body maybe; nobody is answered
            LOG.debugf(failure, "%s: the caller has gone", CorrelationId.of(exchange));
            return answer(Problem.internal());
        }
        LOG.errorf(
                failure,
                "%s: %s %s failed",
                CorrelationId.of(exchange),
                exchange.request().method(),
                exchange.normalizedPath());
        return answer(Problem.internal());
    }

    /** The problem for a status which the server itself has chosen. */
    static Problem of(int status) {
        return switch (status) {
            case 401 ->
                new Problem(
                        ProblemType.UNAUTHENTICATED,
                        "The access token is missing, expired, not meant for this service or not trusted.");
            case 403 -> new Problem(ProblemType.FORBIDDEN, "None of the caller's roles may do this.");
            case 404 -> Problem.notFound();
            case 405 -> new Problem(ProblemType.METHOD_NOT_ALLOWED, "See the Allow header for what is supported.");
            case 406 -> new Problem(ProblemType.NOT_ACCEPTABLE, "Ask for a media type which the contract offers.");
            case 413 -> ReceivedBody.tooLarge();
            case 415 ->
                new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the media type which the contract names.");
            default ->
                status >= 500
                        ? Problem.internal()
                        : new Problem(ProblemType.INVALID_REQUEST, "The request cannot be understood.");
        };
    }

    private Response answer(Problem problem) {
        ProblemType type = problem.type();
        Response.ResponseBuilder answer = Response.status(type.status())
                .type(ProblemBody.MEDIA_TYPE)
                .entity(ProblemBody.of(problem, exchange.request().path(), CorrelationId.of(exchange))
                        .json());
        if (type == ProblemType.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        problem.retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer.build();
    }

    private static boolean inOurAnswer(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** The path begins with the method and its parameter; what follows is the way into the body. */
    private static Violation violation(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.PARAMETER) {
                continue;
            }
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null) {
                pointer.append('/').append(node.getName());
            }
        }
        return new Violation(pointer.toString(), violation.getMessage(), "See the contract for what is allowed here.");
    }
}
