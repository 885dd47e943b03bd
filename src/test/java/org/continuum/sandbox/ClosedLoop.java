package org.continuum.sandbox;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** So many clients, each of which asks again as soon as it has its answer. */
record ClosedLoop(int clients, LongSupplier databaseCpu) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** One unit of work; the number differs from call to call. It throws when the answer is not the right one. */
    interface Unit {
        void run(long number) throws Exception;
    }

    /** What a round came to. */
    record Round(long units, double seconds, long jvmNanos, long databaseNanos) {
        Round plus(Round other) {
            return new Round(
                    units + other.units,
                    seconds + other.seconds,
                    jvmNanos + other.jvmNanos,
                    databaseNanos + other.databaseNanos);
        }

        double perSecond() {
            return units / seconds;
        }

        double jvmMicros() {
            return jvmNanos / 1e3 / units;
        }

        double databaseMicros() {
            return databaseNanos / 1e3 / units;
        }
    }

    Round run(long seconds, Unit unit) throws InterruptedException, ExecutionException {
        AtomicLong number = new AtomicLong();
        long databaseBefore = databaseCpu.getAsLong();
        long jvmBefore = PROCESS.getProcessCpuTime();
        long began = System.nanoTime();
        long deadline = began + TimeUnit.SECONDS.toNanos(seconds);
        long units = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> done = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                done.add(threads.submit((Callable<Long>) () -> {
                    long own = 0;
                    while (System.nanoTime() < deadline) {
                        unit.run(number.getAndIncrement());
                        own++;
                    }
                    return own;
                }));
            }
            for (Future<Long> each : done) {
                units += each.get();
            }
        }
        if (units == 0) {
            throw new IllegalStateException("Nothing was done, so there is nothing to tell");
        }
        return new Round(
                units,
                (System.nanoTime() - began) / 1e9,
                PROCESS.getProcessCpuTime() - jvmBefore,
                databaseCpu.getAsLong() - databaseBefore);
    }
}
