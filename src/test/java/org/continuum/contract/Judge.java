package org.continuum.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether an answer is one that hostile input deserves. */
record Judge(ContractDocument contract) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Words that only the inside of a service has. What is sent has none of them, so that none can be an echo. */
    private static final Pattern INSIDE =
            Pattern.compile("exception|org\\.|java\\.|jakarta|hibernate|jackson|networknt|psql|\\bat [a-z]+\\.|sqlstate"
                    + "|postgres|traceback|stacktrace|node_modules|/usr/|/home/|/var/|goroutine|syntax error at");

    /**
     * Words of the field that look like one of the inside: there are exceptional children, approved exceptions, and an
     * option of that name among others. A name in a program or a stop behind it makes them none.
     */
    private static final Pattern OF_THE_FIELD = Pattern.compile(
            "(?<![\\w.$])(?:exceptional(?:ly)?|(?:approved |clinical-|(?<=, ))exception(?!:|-))(?![\\w$(]|\\.\\w)");

    /** An answer to a request that went well may hold such words; a trace it may not. */
    private static final Pattern TRACE =
            Pattern.compile("\\n\\s+at [\\w.$]+\\(|Traceback \\(most recent|goroutine \\d+ \\[");

    /** Where a server looks for a host behind it, and finds neither that nor a path. */
    private static final String NO_PATH = "//";

    /** A server may refuse with these what is not HTTP any more, in its own way. */
    private static final Set<Integer> THE_SERVERS_OWN = Set.of(400, 404, 405, 411, 413, 414, 415, 417, 431, 501);

    /** The first line, or all headers: longer than the server reads them. */
    private static final Set<Integer> TOO_LONG = Set.of(414, 431);

    /** Steps that HTTP servers take back or leave out, so that another operation is meant in the end. */
    private static final Pattern DETOUR = Pattern.compile("//|/\\.|;|/$|%2e", Pattern.CASE_INSENSITIVE);

    /** Any HTTP server answers these for itself. */
    private static final Set<String> GENERAL = Set.of("HEAD", "OPTIONS", "TRACE");

    /** @param operation the one that was meant; it may be another that the request has become */
    record Verdict(String kind, String told) {}

    Optional<Verdict> judge(Draft sent, Reply reply) {
        int status = reply.status();
        String text = reply.text();
        Optional<ContractDocument.Operation> operation = contract.operation(sent.method, sent.path);
        boolean documented = operation
                .map(one -> one.node().path("responses").has(Integer.toString(status)))
                .orElse(false);
        if (status >= 500 && !(status == 503 && documented) && !(status == 501 && sent.broken)) {
            return found("a failure", status + " " + text);
        }
        if (status >= 400 && tellsOfTheInside(text) || TRACE.matcher(text).find()) {
            return found("a word of the inside", text);
        }
        if (reply.headers().containsKey("x-injected")) {
            return found("a header of the sender's", reply.headers().toString());
        }
        if (sent.method.equals("HEAD") || status < 400 && GENERAL.contains(sent.method)) {
            return Optional.empty();
        }
        boolean unread = sent.broken || TOO_LONG.contains(status) || sent.path.equals(NO_PATH);
        if (unread && text.isEmpty() && THE_SERVERS_OWN.contains(status)) {
            return Optional.empty();
        }
        if (status >= 400 && !isProblem(reply)) {
            return found("not a problem", status + " " + reply.headers().get("content-type") + " " + text);
        }
        if (DETOUR.matcher(sent.path).find()) {
            return Optional.empty();
        }
        if (operation.isEmpty()) {
            return status < 400 && contract.knowsPath(sent.path)
                    ? found("an undocumented method", status + " " + text)
                    : Optional.empty();
        }
        Promises promises = new Promises(contract, operation.get());
        List<String> broken = promises.broken(reply);
        if (!broken.isEmpty() && !reply.mediaType().equals("text/event-stream")) {
            return found("not as the contract says", status + ": " + String.join("; ", broken) + "\n" + text);
        }
        List<String> unfit =
                status < 300 ? promises.unfit(sent.rawQuery(), sent.header("Content-Type"), sent.body) : List.of();
        return unfit.isEmpty()
                ? Optional.empty()
                : found("accepted what does not fit", status + ": " + String.join("; ", unfit));
    }

    /** Whether a word of it is from the inside of a service. */
    static boolean tellsOfTheInside(String text) {
        String others = OF_THE_FIELD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("\u2026");
        return INSIDE.matcher(others).find();
    }

    private static boolean isProblem(Reply reply) {
        if (!reply.mediaType().equals("application/problem+json")) {
            return false;
        }
        try {
            JsonNode problem = JSON.readTree(reply.body());
            return !problem.path("type").asText().isEmpty()
                    && problem.path("status").asInt() == reply.status();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Verdict> found(String kind, String told) {
        return Optional.of(new Verdict(kind, told.substring(0, Math.min(told.length(), 600))));
    }
}
