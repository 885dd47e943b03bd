package org.continuum.fire;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes fsync and fdatasync answer EIO in running processes and in every child of theirs, by strace. */
final class FailingForce implements AutoCloseable {
    private final Process strace;

    private FailingForce(Process strace) {
        this.strace = strace;
    }

    /** Why it cannot be done on this machine; empty if it can, which has been tried. */
    static Optional<String> impossible() {
        try {
            String said = Command.run(
                    "sh",
                    "-c",
                    "sleep 5 & pid=$!; timeout -s INT 1 strace -qq -o /dev/null -e inject=fsync:error=EIO -p $pid;"
                            + " status=$?; kill $pid; exit $((status != 124 && status != 0))");
            return said.contains("attach")
                    ? Optional.of("strace may not attach to processes: " + said)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("failing fsync needs strace, and the right to attach it: " + e.getMessage());
        }
    }

    static FailingForce in(List<Long> processes) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fsync,fdatasync:error=EIO"));
        processes.forEach(pid -> command.addAll(List.of("-p", Long.toString(pid))));
        return new FailingForce(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    @Override
    public void close() {
        strace.destroy();
        try {
            if (!strace.waitFor(5, SECONDS)) {
                strace.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            strace.destroyForcibly();
        }
    }
}
